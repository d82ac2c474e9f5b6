import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	ONE_AT_ONCE,
	jsonOf,
	runTalkover,
	startTalkover,
	talkoverRun,
} from '../../../tools/harness/talkoverNode';
import { retryWorkflow, runWorkflow } from '../../../tools/harness/workflow';
import type { Fault } from '../../../tools/simulator/http/faults';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits, stopDate } from '../../support/time/skippedTime';

const talkover = useSimulator();

const AGENT: INodeParameters = {
	resource: 'agent',
	operation: 'upsert',
	name: 'Front Desk',
	direction: 'inbound',
	description: 'Answers questions',
};
const KEEP = { options: { keepPublished: true } };
const REFUNDS = { description: 'Answers questions about refunds' };
const upsert = async (more: INodeParameters = {}, items: readonly IDataObject[] = [{}]) =>
	runTalkover(talkover(), { ...AGENT, ...more }, { items });
const requestsOf = (operation: string) =>
	talkover().requests.filter(({ operationId }) => operationId === operation);
const agents = () => talkover().state.agents.filter(({ name }) => name === AGENT.name);

/** The list of agents that shows no new one. */
function hideNewAgents(): void {
	const { state } = talkover();
	talkover().answer(
		200,
		{ success: true, data: [...state.agents], meta: { last_page: 1 } },
		'listAgents',
	);
}

test.each([
	['shows it', () => undefined],
	["doesn't show it yet", hideNewAgents],
])(
	'20 executions that create or update an agent at once create one, and the list %s',
	async (_, prepare) => {
		prepare();

		const results = await Promise.all(
			Array.from({ length: 20 }, async (_each, index) =>
				upsert({ description: `Answers questions ${index === 19 ? 'politely' : ''}` }),
			),
		);

		const [agent, ...others] = agents();
		expect(others).toEqual([]);
		expect(agent?.description).toBe('Answers questions politely');
		const outputs = results.map((result) => jsonOf(result)[0]);
		expect(outputs.map((output) => output?.id)).toEqual(outputs.map(() => agent?.id));
		expect(outputs.filter((output) => output?.created === true)).toHaveLength(1);
	},
);

test('two items of an execution create an agent once, although the list does not show it yet', async () => {
	hideNewAgents();

	const result = await upsert({ description: '={{ $json.description }}' }, [
		{ description: 'Answers questions' },
		{ description: 'Answers questions politely' },
	]);

	expect(jsonOf(result)).toMatchObject([
		{ created: true },
		{ created: false, changed: ['knowledge'], description: 'Answers questions politely' },
	]);
	expect(requestsOf('createAgent')).toHaveLength(1);
});

test('agents with different names are created at the same time', async () => {
	const release = talkover().hold({ operationId: 'createAgent' });
	const both = ['Front Desk', 'Back Office'].map(async (name) => upsert({ name }));
	// A list and a creation for each.
	await talkover().received(4);

	release();

	expect((await Promise.all(both)).map((result) => jsonOf(result)[0]?.created)).toEqual([
		true,
		true,
	]);
});

/** What Talkover does with the first creation, how many there are, and how two simultaneous executions end. */
test.each<[string, Fault, number, (RegExp | boolean)[]]>([
	['rejected', { kind: 'answer', status: 422, body: {} }, 2, [/HTTP 422/, true]],
	['made in spite of an error', { kind: 'resetAfter' }, 1, [/Outcome unknown/, false]],
	['unclear', { kind: 'answer', status: 500, body: {} }, 1, [/HTTP 500/, /another execution/]],
])(
	'the second execution creates the agent only if the first did not: %s',
	async (_, fault, count, expected) => {
		skipWaits();
		talkover().fail({ operationId: 'createAgent', times: 1, fault });

		const results = await Promise.all([upsert(), upsert()]);

		const ends = results.map((result) => result.error?.message ?? jsonOf(result)[0]?.created);
		expect(requestsOf('createAgent')).toHaveLength(count);
		for (const each of expected) {
			const matches: unknown = each instanceof RegExp ? expect.stringMatching(each) : each;
			expect(ends).toContainEqual(matches);
		}
	},
);

test('an execution updates an agent whose creation had an unknown outcome and that the list begins to show meanwhile', async () => {
	skipWaits();
	const move = stopDate();
	const slowly = () => {
		move(6_000);
		return true;
	};
	const fault = { kind: 'answerAfter', status: 500, body: {} } as const;
	talkover().fail({ operationId: 'createAgent', times: 1, fault, when: slowly });
	const hide = (times: number) => {
		const data = { success: true, data: [], meta: { last_page: 1 } };
		talkover().answer(200, data, { operationId: 'listAgents', times });
	};
	// The look before, and the recovery.
	hide(3);
	expect((await upsert()).error?.message).toContain('HTTP 500');
	move(60_000);
	// The look before, but not the search.
	hide(1);

	expect(jsonOf(await upsert())).toMatchObject([{ created: false, id: agents()[0]?.id }]);
	expect(requestsOf('createAgent')).toHaveLength(1);
});

test('an execution updates an agent whose creation by another execution had an unknown outcome once the list shows it', async () => {
	skipWaits();
	const fault = { kind: 'answerAfter', status: 500, body: {} } as const;
	talkover().fail({ operationId: 'createAgent', times: 1, fault });
	// Nor does the recovery see it.
	talkover().answer(
		200,
		{ success: true, data: [], meta: { last_page: 1 } },
		{
			operationId: 'listAgents',
			times: 3,
		},
	);
	expect((await upsert()).error?.message).toContain('HTTP 500');

	expect(jsonOf(await upsert())).toMatchObject([{ created: false, id: agents()[0]?.id }]);
});

test('nothing is created if Talkover finds an agent neither in the list nor by its ID right after its creation', async () => {
	hideNewAgents();
	await upsert();
	talkover().fail({ operationId: 'getAgent', fault: { kind: 'documented', status: 404 } });

	const { error } = await upsert();

	expect(error?.message).toContain('was created less than a minute ago');
	expect(error?.description).toMatch(/in a minute/);
	expect(requestsOf('createAgent')).toHaveLength(1);
});

test('an execution that is stopped while another one creates the agent sends nothing', async () => {
	const release = talkover().hold({ operationId: 'createAgent', times: 1 });
	const first = upsert();
	await talkover().received(2);
	const second = await startTalkover(talkover(), AGENT);
	// By its end, the second execution waits for its turn.
	await upsert({ name: 'Back Office' });
	const sent = talkover().requests.length;

	second.stop();

	expect((await second.result).status).toBe('canceled');
	expect(talkover().requests).toHaveLength(sent);
	release();
	expect(jsonOf(await first)).toMatchObject([{ created: true }]);
	expect(talkover().requests).toHaveLength(sent);
});

test.each([
	['created', false, { created: true }],
	['updated', true, { created: false, changed: ['knowledge'] }],
])(
	'a retry outputs what the first attempt %s, without creating or updating it again',
	async (...row) => {
		const [, exists, output] = row;
		if (exists) await upsert({ description: 'Asks questions' });
		talkover().answer(422, {}, { operationId: 'createAgent', when: isOther, times: 1 });
		const run = talkoverRun(
			talkover(),
			{ ...AGENT, name: '={{ $json.name }}' },
			{ credential: ONE_AT_ONCE, items: [{ name: AGENT.name }, { name: 'Back Office' }] },
		);
		const failed = await runWorkflow(run);
		expect(jsonOf(await upsert())).toMatchObject([{ created: false, changed: [] }]);

		const retried = await retryWorkflow(run, failed);

		expect(failed.status).toBe('error');
		expect(jsonOf(retried)).toMatchObject([output, { created: true }]);
		expect(agents()).toHaveLength(1);
	},
);

function isOther({ body }: { body?: unknown }): boolean {
	return (body as IDataObject | undefined)?.name === 'Back Office';
}

const OF_AGENT = { agentId: chosen(SEED.salesAgentId), operation: 'upsert', nodeId: 'hours' };
const TRAINING = { ...OF_AGENT, resource: 'training', subject: 'Hours', instructions: 'Nine' };
const ACTION = {
	...{ ...OF_AGENT, resource: 'action', name: 'Hours', description: 'Says the hours' },
	...{ type: 'webhook', url: 'https://example.com/hours' },
};
const SOURCES = { resource: 'callbackAgent', operation: 'set', sourceAgentIds: 'a' };

test.each<[string, string, INodeParameters, INodeParameters, INodeParameters]>([
	['training', 'upsertTraining', TRAINING, { subject: 'Later' }, { nodeId: 'other' }],
	['action', 'upsertAction', ACTION, { name: 'Later' }, { nodeId: 'other' }],
	[
		'callback agent',
		'setAgentCallback',
		{ ...SOURCES, agentId: chosen(SEED.supportAgentId) },
		{ sourceAgentIds: 'b' },
		{ agentId: chosen(SEED.draftAgentId) },
	],
])(
	'an execution that changes the same %s as another one waits for it, and one that changes another does not',
	async (_what, operationId, parameters, later, other) => {
		const release = talkover().hold({ operationId, times: 1 });
		const first = runTalkover(talkover(), parameters);
		await talkover().received(1);

		const second = runTalkover(talkover(), { ...parameters, ...later });
		await runTalkover(talkover(), { ...parameters, ...other });
		const meanwhile = requestsOf(operationId).length;
		release();
		const results = await Promise.all([first, second]);

		expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(meanwhile).toBe(2);
		expect(requestsOf(operationId)).toHaveLength(3);
	},
);

test('an execution that is stopped while another one changes the same training sends nothing', async () => {
	const release = talkover().hold({ operationId: 'upsertTraining', times: 1 });
	const first = runTalkover(talkover(), TRAINING);
	await talkover().received(1);
	const second = await startTalkover(talkover(), { ...TRAINING, subject: 'Later' });
	// By its end, the second execution waits for its turn.
	await runTalkover(talkover(), { ...TRAINING, nodeId: 'other' });

	second.stop();

	expect((await second.result).status).toBe('canceled');
	release();
	expect((await first).error).toBeUndefined();
	expect(requestsOf('upsertTraining')).toHaveLength(2);
});

test('two executions that enable a webhook at once enable it', async () => {
	const [webhook] = talkover().state.webhooks;
	if (webhook) webhook.enabled = false;
	const enable: INodeParameters = {
		...{ resource: 'webhook', operation: 'toggle', source: 'agent', enabled: true },
		agentId: chosen(String(webhook?.agent_id)),
		webhookId: chosen(String(webhook?.id)),
	};

	const results = await Promise.all(
		[enable, enable].map(async (each) => runTalkover(talkover(), each)),
	);

	expect(results.map((result) => jsonOf(result)[0]?.enabled)).toEqual([true, true]);
	expect(talkover().state.webhooks[0]?.enabled).toBe(true);
	expect(requestsOf('toggleWebhook')).toHaveLength(1);
});

test('a retry leaves the voice that a later item has set after the creation', async () => {
	// Of the agent's language.
	const [, , first, second] = talkover().state.voiceTemplates.map(({ id }) => String(id));
	const items = [
		{ name: AGENT.name, voice: first },
		{ name: AGENT.name, voice: second },
		{ name: 'Other', voice: first },
	];
	const run = talkoverRun(
		talkover(),
		{ ...AGENT, name: '={{ $json.name }}', voiceTemplateId: '={{ $json.voice }}' },
		{ credential: ONE_AT_ONCE, items },
	);
	talkover().fail({
		...{ operationId: 'createAgent', times: 1, fault: { kind: 'answer', status: 422, body: {} } },
		when: ({ body }) => (body as IDataObject).name === 'Other',
	});
	const failed = await runWorkflow(run);

	const retried = await retryWorkflow(run, failed);

	expect(jsonOf(retried).map(({ created }) => created)).toEqual([true, false, true]);
	expect(agents()[0]?.voice).toMatchObject({ template: { id: second } });
});

test('an agent that was published after the run has looked for it is published again', async () => {
	const [voice] = talkover().state.voiceTemplates;
	const voiceTemplateId = String(voice?.id);
	await upsert({ description: 'Answers questions slowly', voiceTemplateId });
	const [agent] = agents();
	const others = talkover().state.agents.filter(({ name }) => name !== AGENT.name);
	// The run looks before its items do.
	const body = { success: true, data: others, meta: { last_page: 1 } };
	talkover().answer(200, body, { operationId: 'listAgents', times: 1 });
	Object.assign(agent ?? {}, { current_status: 'published' });

	const [updated] = jsonOf(await upsert(KEEP));

	expect(updated).toMatchObject({ changed: ['knowledge'], current_status: 'published' });
	expect(agent?.current_status).toBe('published');
});

/**
 * Changes a published agent in an execution that begins while another one has set it to draft, and that sends its change after
 * the other one has published the agent again.
 *
 * @param requests those of the second execution, up to its change
 * @returns the agent
 */
async function changeWhileDraft(requests: number, change: (id: string) => Promise<unknown>) {
	await upsert({ voiceTemplateId: String(talkover().state.voiceTemplates[0]?.id) });
	const [agent] = agents();
	Object.assign(agent ?? {}, { current_status: 'published' });
	const earlier = talkover().requests.length;
	const publish = talkover().hold({ operationId: 'publishAgent', times: 1 });
	const first = upsert({ ...KEEP, description: 'Answers questions about orders' });
	await talkover().received(earlier + 6);
	const goOn = talkover().hold({ operationId: 'updateAgentKnowledge', times: 1 });
	const second = change(String(agent?.id));
	await talkover().received(earlier + 6 + requests);

	publish();
	await first;
	goOn();
	await second;
	return agent;
}

test('an agent that another execution publishes before a change is published again, even if a later change is rejected', async () => {
	const more = { additionalFields: { conversationSpeed: 1.5 } };

	const agent = await changeWhileDraft(4, async () => {
		talkover().answer(422, { message: 'No.' }, 'updateAgentVoice');
		return upsert({ ...KEEP, ...more, ...REFUNDS });
	});

	expect(agent?.current_status).toBe('published');
	expect(requestsOf('publishAgent')).toHaveLength(2);
});

test('an agent that another execution has set to draft by its name is published again by one that changes it by its ID', async () => {
	const update = { resource: 'agent', operation: 'updateKnowledge' };

	const agent = await changeWhileDraft(2, async (id) =>
		runTalkover(talkover(), { ...update, agentId: chosen(id), ...KEEP, ...REFUNDS }),
	);

	expect(agent?.current_status).toBe('published');
});
