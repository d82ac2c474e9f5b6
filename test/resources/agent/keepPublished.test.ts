import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const KEEP = { keepPublished: true };

interface Update {
	readonly sends: string;
	/** The requests before the update that read what it needs. */
	readonly before?: readonly string[];
	/** The requests after the update that complete the output. */
	readonly reads?: readonly string[];
	readonly parameters: INodeParameters;
	/** Whether the output is the agent, with its status. */
	readonly givesAgent?: true;
}

const UPDATES: Readonly<Record<string, Update>> = {
	'agent.updateCalling': {
		sends: 'updateAgentCalling',
		parameters: { direction: 'inbound', phoneNumberIds: ['phone-uuid-1'] },
		givesAgent: true,
	},
	'agent.updateKnowledge': {
		before: ['getAgent'],
		sends: 'updateAgentKnowledge',
		parameters: { description: 'Answers questions about orders' },
		givesAgent: true,
	},
	'agent.updateVoice': {
		sends: 'updateAgentVoice',
		parameters: { voiceTemplateId: chosen(SEED.voiceTemplateId), whoSpeaksFirst: 'agent' },
		givesAgent: true,
	},
	'agent.updateAdvancedSettings': {
		sends: 'updateAgentAdvancedSettings',
		parameters: { enableInitialMessageCache: false },
	},
	'flow.update': {
		sends: 'updateAgentFlow',
		reads: ['getAgent'],
		parameters: { conversationMode: 'llm_driven' },
	},
	'training.upsert': {
		sends: 'upsertTraining',
		parameters: { nodeId: 'hours', subject: 'Hours', instructions: 'We are open.' },
	},
	'training.delete': {
		sends: 'deleteTraining',
		parameters: { trainingId: chosen(SEED.trainingIds[0]) },
	},
	'action.upsert': {
		sends: 'upsertAction',
		parameters: { nodeId: 'hold', name: 'Hold', description: 'Holds', type: 'hold' },
	},
	'action.delete': {
		sends: 'deleteAction',
		parameters: { actionId: chosen(SEED.actionIds[0]) },
	},
};

const talkover = useSimulator();

async function run(name: string, options: INodeParameters, agentId: string = SEED.supportAgentId) {
	const [resource = '', operation = ''] = name.split('.');
	const { parameters } = UPDATES[name] ?? {};
	return runTalkover(talkover(), {
		resource,
		operation,
		agentId: chosen(agentId),
		...parameters,
		options,
	});
}

const sent = () => talkover().requests.map(({ operationId }) => operationId);

const status = (agentId: string = SEED.supportAgentId) =>
	talkover().state.agents.find(({ id }) => id === agentId)?.current_status;

describe.each(Object.entries(UPDATES))(
	'%s supports Keep Published',
	(name, { before = [], sends, reads = [], givesAgent }) => {
		test('Keep Published publishes a published agent again', async () => {
			const result = await run(name, KEEP);

			expect(result.error).toBeUndefined();
			expect(sent()).toEqual(['getAgent', ...before, sends, ...reads, 'publishAgent']);
			expect(status()).toBe('published');
			const [json] = jsonOf(result);
			expect(json).not.toHaveProperty('warning');
			if (givesAgent) expect(json).toMatchObject({ current_status: 'published' });
		});
	},
);

test('nothing is published without Keep Published', async () => {
	const [json] = jsonOf(await run('agent.updateVoice', {}));

	expect(sent()).toEqual(['updateAgentVoice']);
	expect(json).toMatchObject({ current_status: 'draft' });
});

test('a draft with Keep Published is not published', async () => {
	const result = await run('training.upsert', KEEP, SEED.draftAgentId);

	expect(result.error).toBeUndefined();
	expect(sent()).toEqual(['getAgent', 'upsertTraining']);
	expect(status(SEED.draftAgentId)).toBe('draft');
});

test('nothing is changed if the agent is read without a status', async () => {
	talkover().answer(200, { data: { id: SEED.supportAgentId, current_status: null } }, 'getAgent');

	const result = await run('training.upsert', KEEP);

	expect(result.error?.message).toContain("Talkover didn't return the status of the agent");
	expect(result.error?.description).toContain("Turn off 'Keep Published'");
	expect(sent()).toEqual(['getAgent']);
});

test('nothing is changed if the agent cannot be read', async () => {
	talkover().answer(403, { message: 'Not yours.' }, 'getAgent');

	const result = await run('training.upsert', KEEP);

	expect(result.error?.message).toBe("Talkover doesn't allow this request (HTTP 403) – Not yours.");
	expect(result.error?.description).toContain(
		"Nothing was changed because the node couldn't read the status of the agent",
	);
	expect(sent()).toEqual(['getAgent']);
});

test('no warning is given if publishing is rejected for an agent that is still published', async () => {
	talkover().answer(409, { message: 'Already live.' }, 'publishAgent');

	const result = await run('flow.update', KEEP);

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)[0]).not.toHaveProperty('warning');
	expect(sent()).toEqual(['getAgent', 'updateAgentFlow', 'getAgent', 'publishAgent', 'getAgent']);
});

test('an accepted publication after which the agent is a draft gives a warning', async () => {
	const data = { id: SEED.supportAgentId, current_status: 'draft' };
	talkover().answer(200, { success: true, data }, 'publishAgent');

	const [json] = jsonOf(await run('agent.updateKnowledge', KEEP));

	expect(json).toMatchObject({ current_status: 'draft' });
	expect(json?.warning).toContain("may not take calls: Its status is 'draft'.");
});
