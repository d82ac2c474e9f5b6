import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/Talkover/resources';
import { SET_BY } from '../../../nodes/Talkover/shared/agent/publishing';
import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const talkover = useSimulator();

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'agent', operation, ...parameters });

/** The advice for an agent that Talkover rejects with this response. */
async function adviceFor(status: number, body: unknown): Promise<string> {
	return (await shownFor(status, body)).lines.at(-1) ?? '';
}

/** The error about an agent that Talkover rejects with this response. */
async function shownFor(status: number, body: unknown) {
	talkover().answer(status, body, 'publishAgent');
	return shownError(await run('publish', { agentId: chosen(SEED.draftAgentId) }));
}

const ADVICE = 'Add what is missing with these operations, then publish the agent again: ';
const GENERAL =
	'Agent: Update Knowledge (description), Agent: Update Voice (voice), Agent: Update Calling (direction and phone numbers)';

test('an agent with a description and a voice can be published', async () => {
	const description = 'Reminds people of appointments';
	const [created] = jsonOf(await run('create', { name: 'Ana', description }));
	const agentId = chosen(created?.id);

	const early = shownError(await run('publish', { agentId }));
	expect(early).toEqual({
		message: "The agent isn't ready to publish (HTTP 422): set Voice with Agent: Update Voice",
		lines: ['The voice field is required to publish.', 'Then publish the agent again'],
	});

	const voice = { voiceTemplateId: chosen(SEED.voiceTemplateId), whoSpeaksFirst: 'agent' };
	const [voiced] = jsonOf(await run('updateVoice', { agentId, ...voice }));
	expect(voiced).toMatchObject({ current_status: 'draft', is_ready_to_publish: true });
	const [published] = jsonOf(await run('publish', { agentId }));
	expect(published).toMatchObject({ current_status: 'published', is_ready_to_publish: true });
});

test.each([
	[
		{ errors: { description: ['Needed.'], initial_message: ['Needed.'], voice: ['Needed.'] } },
		'Description, Initial Message with Agent: Update Knowledge, and Voice with Agent: Update Voice',
	],
	[{ errors: { 'phone_numbers.0': ['Needed.'] } }, 'Phone Numbers with Agent: Update Calling'],
	[{ errors: [{ field: 'flow', message: 'Needed.' }] }, 'Flow with Flow: Update'],
	[
		{ errors: ['trainings', 'actions'] },
		'Trainings with Training: Create or Update, and Actions with Agent Action: Create or Update',
	],
	[{ message: 'No.', code: 'VOICE_REQUIRED' }, 'what is missing with Agent: Update Voice'],
	[
		{ error: { code: 'MISSING_PHONE_NUMBER', message: 'No.' } },
		'what is missing with Agent: Update Calling',
	],
])('the message about %j says what to set with which operation', async (body, missing) => {
	expect((await shownFor(422, body)).message).toBe(
		`The agent isn't ready to publish (HTTP 422): set ${missing}`,
	);
});

test.each([
	{ errors: { constructor: ['Needed.'] } },
	{ message: 'The voice is missing.' },
	{ message: 'No.', code: 'INVOICE_MISSING' },
	{},
])('the message about %j, which names no field, lists the operations to check', async (body) => {
	expect(await adviceFor(422, body)).toBe(ADVICE + GENERAL);
});

test.each([400, 409, 200])('the message about a %i lists the operations', async (status) => {
	const body = { success: false, message: 'Not ready.' };

	expect(await adviceFor(status, body)).toBe(ADVICE + GENERAL);
});

test.each([401, 402, 403, 404, 500])('a failure with HTTP %i has other advice', async (status) => {
	skipWaits();

	expect(await adviceFor(status, { message: 'No.' })).not.toContain(ADVICE);
});

test('the advice uses the names of operations in the panel', () => {
	const names = resources.flatMap(({ name, operations }) =>
		operations.map((operation) => `${name}: ${operation.name}`),
	);
	const inGeneral = GENERAL.split(/ \([^)]*\)(?:, |$)/).filter((name) => name !== '');

	expect(names).toEqual(expect.arrayContaining([...Object.values(SET_BY), ...inGeneral]));
	expect(inGeneral).toHaveLength(3);
});
