import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const agentId = chosen(SEED.supportAgentId);
const HOURS = { subject: 'Holidays', instructions: 'We are closed on 1 January.' };

const talkover = useSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

const run = (operation: string, more: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'training', operation, agentId, ...more });

/** The support agent as the operation Get returns it. */
async function agent(): Promise<IDataObject> {
	const get = { resource: 'agent', operation: 'get', agentId, simplify: false };
	const [found = {}] = jsonOf(await runTalkover(talkover(), get));
	return found;
}

async function subjects(): Promise<unknown[]> {
	return jsonOf(await run('getMany', { returnAll: true })).map(({ subject }) => subject);
}

test('a training can be created, updated, listed, and deleted only once', async () => {
	const [created] = jsonOf(await run('upsert', { ...HOURS, nodeId: 'holidays' }));
	expect(created).toMatchObject({ ...HOURS, current_status: 'active' });

	const changed = {
		...HOURS,
		subject: 'Days Off',
		additionalFields: { currentStatus: 'inactive' },
	};
	const [updated] = jsonOf(await run('upsert', { ...changed, nodeId: 'holidays' }));
	expect(updated).toMatchObject({
		id: created?.id,
		subject: 'Days Off',
		current_status: 'inactive',
	});
	expect(await subjects()).toEqual(['Product Knowledge', 'Opening Hours', 'Days Off']);

	const trainingId = chosen(created?.id);
	expect(jsonOf(await run('delete', { trainingId }))).toEqual([{ deleted: true }]);
	expect(await subjects()).toEqual(['Product Knowledge', 'Opening Hours']);
	expect((await run('delete', { trainingId })).error?.message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Training not found",
	);
});

test('whitespace around a key is ignored', async () => {
	await run('upsert', { ...HOURS, nodeId: 'holidays' });
	await run('upsert', { ...HOURS, subject: 'Days Off', nodeId: '={{ " holidays\\n" }}' });

	expect(await subjects()).toEqual(['Product Knowledge', 'Opening Hours', 'Days Off']);
});

test('updating a training changes the training of the agent and sets the agent to draft', async () => {
	expect(await agent()).toMatchObject({ current_status: 'published' });

	await run('upsert', { ...HOURS, nodeId: 'opening-hours' });

	expect(await agent()).toMatchObject({
		current_status: 'draft',
		trainings: [
			{ id: SEED.trainingIds[0], subject: 'Product Knowledge' },
			{ id: SEED.trainingIds[1], ...HOURS },
		],
	});
});

test('deleting a training removes it from the agent and sets the agent to draft', async () => {
	await run('delete', { trainingId: chosen(SEED.trainingIds[0]) });

	expect(await agent()).toMatchObject({
		current_status: 'draft',
		trainings: [{ subject: 'Opening Hours' }],
	});
});

test('the trainings of another agent are not listed and cannot be deleted', async () => {
	const other = chosen(SEED.salesAgentId);
	const trainingId = chosen(SEED.trainingIds[0]);

	expect(jsonOf(await run('getMany', { agentId: other, returnAll: true }))).toEqual([]);
	expect((await run('delete', { agentId: other, trainingId })).error?.httpCode).toBe('404');
	expect(await subjects()).toHaveLength(2);
});

test('Get Many returns no more trainings than the limit', async () => {
	expect(jsonOf(await run('getMany', { limit: 1 }))).toEqual([
		expect.objectContaining({ subject: 'Product Knowledge' }),
	]);
});

test('repeated upserts create a training each without a key, and only one with the same key', async () => {
	for (const nodeId of ['', BLANK, 'holidays', 'holidays'])
		await run('upsert', { ...HOURS, nodeId });

	expect(await subjects()).toEqual(['Product Knowledge', 'Opening Hours', ...fill('Holidays', 3)]);
});

test('an upsert whose response is lost is retried only if it has a key', async () => {
	skipWaits();
	talkover().fail({ operationId: 'upsertTraining', times: 1, fault: { kind: 'resetAfter' } });
	const keyed = await run('upsert', { ...HOURS, nodeId: 'holidays' });
	talkover().fail({ operationId: 'upsertTraining', times: 1, fault: { kind: 'resetBefore' } });
	const keyless = await run('upsert', { ...HOURS, subject: 'Parking' });

	expect(jsonOf(keyed)).toEqual([expect.objectContaining(HOURS)]);
	expect(shownError(keyless).lines.join()).toContain(
		'Outcome unknown: the request for the training "Parking" may have gone through. Check the trainings of the agent',
	);
	expect(await subjects()).toEqual(['Product Knowledge', 'Opening Hours', ...fill('Holidays', 1)]);
});

test.each([
	['without a subject', { subject: BLANK }, 'Subject: is required'],
	[
		'with a subject of 256 characters',
		{ subject: 'x'.repeat(256) },
		'Subject: must have at most 255',
	],
	['without instructions', { instructions: BLANK }, 'Instructions: is required'],
	[
		'with a status that is not text',
		{ additionalFields: { currentStatus: { on: true } } },
		'Status: must be text (found {"on":true})',
	],
	['without an agent', { agentId: chosen(BLANK) }, 'Agent: is required: choose an agent'],
])('a training %s is rejected before anything is sent', async (_name, more, message) => {
	const result = await run('upsert', { ...HOURS, ...more });

	expect(result.error?.message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

function fill(subject: string, count: number): string[] {
	return Array.from({ length: count }, () => subject);
}
