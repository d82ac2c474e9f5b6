import type { INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { SEED } from '../../../tools/simulator/state';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const KEEP = { options: { keepPublished: true } };
const CHANGE = {
	description: 'Answers questions about refunds',
	additionalFields: { llmTemperature: 0.5 },
};
const TWO_CHANGES = {
	...CHANGE,
	additionalFields: { llmTemperature: 0.5, conversationSpeed: 1.5 },
};
const DRAFT = 'takes no calls now. Publish it with Agent: Publish';

const agent = () => talkover().state.agents.find(({ id }) => id === SEED.supportAgentId);

/** Updates the published support agent by its name. */
async function upsert(more: INodeParameters = {}) {
	const { name, language, direction, description } = (agent() ?? {}) as INodeParameters;
	const same = { name, language, direction, description };
	return runTalkover(talkover(), { resource: 'agent', operation: 'upsert', ...same, ...more });
}

function publications(): number {
	return talkover().requests.filter(({ operationId }) => operationId === 'publishAgent').length;
}

test('Create or Update warns that a published agent is now a draft', async () => {
	const [item] = jsonOf(await upsert(CHANGE));

	expect(item).toMatchObject({ changed: ['knowledge'], current_status: 'draft' });
	expect(item?.warning).toContain(DRAFT);
});

test('the status is read if the response to the change has none', async () => {
	const data = { id: SEED.supportAgentId, description: CHANGE.description };
	const operationId = 'updateAgentKnowledge';
	talkover().answer(200, { success: true, data }, { operationId });

	const [item] = jsonOf(await upsert(CHANGE));

	expect(item).toMatchObject({ changed: ['knowledge'], current_status: 'published' });
	expect(item).not.toHaveProperty('warning');
});

test('Create or Update with Keep Published publishes a published agent again', async () => {
	const [item] = jsonOf(await upsert({ ...CHANGE, ...KEEP }));

	expect(item).toMatchObject({ changed: ['knowledge'], current_status: 'published' });
	expect(item).not.toHaveProperty('warning');
	expect(agent()?.current_status).toBe('published');
});

test('Create or Update with Keep Published publishes nothing if nothing changes', async () => {
	const [item] = jsonOf(await upsert(KEEP));

	expect(item).toMatchObject({ changed: [], current_status: 'published' });
	expect(publications()).toBe(0);
});

test('Create or Update that changes nothing does not publish an agent that somebody unpublishes meanwhile', async () => {
	const release = talkover().hold({
		operationId: 'listAgents',
		when: () => talkover().requests.length === 3,
	});
	const running = upsert(KEEP);
	await talkover().received(3);
	Object.assign(agent() ?? {}, { current_status: 'draft' });
	release();

	const [item] = jsonOf(await running);

	expect(item).toMatchObject({ changed: [], current_status: 'draft' });
	expect(publications()).toBe(0);
});

test('Create or Update with Keep Published does not publish a new agent or a draft', async () => {
	const name = 'Front Desk';
	const [created] = jsonOf(await upsert({ name, ...KEEP }));
	const [updated] = jsonOf(await upsert({ name, description: 'Sells', ...KEEP }));

	expect(created).toMatchObject({ created: true, current_status: 'draft' });
	expect(updated).toMatchObject({ created: false, current_status: 'draft' });
	expect(publications()).toBe(0);
});

test.each([
	['published again with Keep Published', KEEP, 'published'],
	['reported as a draft without Keep Published', {}, 'draft'],
])('an agent whose second change is rejected is %s', async (_, options, status) => {
	talkover().answer(422, { message: 'No.' }, 'updateAgentVoice');

	const { message, lines } = shownError(await upsert({ ...TWO_CHANGES, ...options }));

	expect(message).toContain('(HTTP 422)');
	expect(agent()?.current_status).toBe(status);
	expect(lines.join(' ').includes(DRAFT)).toBe(status === 'draft');
});
