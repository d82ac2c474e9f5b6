import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

type Step = INodeParameters;

async function save(node: Step[], more: INodeParameters = {}) {
	return runTalkover(talkover(), {
		resource: 'flow',
		operation: 'update',
		agentId: chosen(SEED.supportAgentId),
		nodes: { node },
		...more,
	});
}

/** The flow that Talkover received. */
function savedFlow(): IDataObject {
	const { body } = talkover().requests.find(({ method }) => method === 'PUT') ?? {};
	return (body as IDataObject).flow_config as IDataObject;
}

/** The error as the user sees it, one sentence per line. */
async function faultsOf(node: Step[], more: INodeParameters = {}): Promise<string[]> {
	const { message, lines } = shownError(await save(node, more));
	expect(talkover().requests).toEqual([]);
	const [, only = ''] = message.split('Invalid input – ');
	const faults = lines.filter((line) => line !== 'Nothing was sent to Talkover');
	return faults.length > 0 ? faults : [only];
}

/** Makes the simulator accept step types that it doesn't know. */
function confirmUpdates(): void {
	talkover().fail({
		operationId: 'updateAgentFlow',
		fault: { kind: 'answer', status: 200, body: { success: true, data: {} } },
	});
}

const branches = (...branch: INodeParameters[]) => ({ branch });

test('four steps in a row need no ID, no next step and no entry step', async () => {
	const result = await save([
		{ type: 'say', content: 'Hi!' },
		{ type: 'ask', content: 'Do you have a minute?' },
		{ type: 'say', content: 'Great, bye!' },
		{ type: 'end' },
	]);

	expect(result.error).toBeUndefined();
	expect(savedFlow()).toStrictEqual({
		initial_node_id: 'step-1',
		nodes: [
			{ id: 'step-1', type: 'say', content: 'Hi!', next: 'step-2' },
			{ id: 'step-2', type: 'ask', content: 'Do you have a minute?', next: 'step-3' },
			{ id: 'step-3', type: 'say', content: 'Great, bye!', next: 'step-4' },
			{ id: 'step-4', type: 'end' },
		],
	});
});

test('a flow that is saved twice gets the same IDs', async () => {
	const steps = [{ type: 'say', content: 'Hi!' }, { type: 'end' }];
	await save(steps);
	await save(steps);

	const [first, second] = talkover()
		.requests.filter(({ method }) => method === 'PUT')
		.map(({ body }) => body);
	expect(second).toStrictEqual(first);
});

test('blank fields count as empty', async () => {
	await save([{ id: BLANK, type: 'say', content: 'Hi!', next: BLANK }, { type: 'end' }], {
		initialNodeId: BLANK,
	});

	expect(savedFlow()).toMatchObject({ initial_node_id: 'step-1', nodes: [{ next: 'step-2' }, {}] });
});

test('steps with and without IDs can be linked to each other', async () => {
	const result = await save(
		[
			{
				id: 'pick',
				type: 'decision',
				branches: branches({ match: 'yes' }, { match: 'no', next: 'bye' }),
			},
			{ type: 'action' },
			{ type: 'say', content: 'Booked', next: 'bye' },
			{ id: 'greet', type: 'ask', content: 'Hi?', next: 'choose' },
			{
				id: 'choose',
				type: 'ask',
				branches: branches(
					{ match: 'now', next: 'pass' },
					{ match: 'Monday', next: 'pick' },
					{ match: 'never' },
				),
			},
			{ id: 'bye', type: 'end' },
			{ id: 'pass', type: 'transfer' },
		],
		{ initialNodeId: 'greet' },
	);

	expect(result.error).toBeUndefined();
	expect(savedFlow()).toStrictEqual({
		initial_node_id: 'greet',
		nodes: [
			{
				id: 'pick',
				type: 'decision',
				branches: [
					{ match: 'yes', next: 'step-2' },
					{ match: 'no', next: 'bye' },
				],
			},
			{ id: 'step-2', type: 'action', next: 'step-3' },
			{ id: 'step-3', type: 'say', content: 'Booked', next: 'bye' },
			{ id: 'greet', type: 'ask', content: 'Hi?', next: 'choose' },
			{
				id: 'choose',
				type: 'ask',
				branches: [
					{ match: 'now', next: 'pass' },
					{ match: 'Monday', next: 'pick' },
					{ match: 'never', next: 'bye' },
				],
			},
			{ id: 'bye', type: 'end' },
			{ id: 'pass', type: 'transfer' },
		],
	});
});

test('a generated ID differs from all IDs and references in the flow', async () => {
	const silence = { property: [{ name: 'on_silence', type: 'json', value: '{"go": "step-3-2"}' }] };
	await save(
		[
			{ type: 'say', content: 'Hi!', properties: silence },
			{ id: 'step-1', type: 'say', content: 'Still there?' },
			{ type: 'say', content: 'Bye!', next: 'step-3' },
			{ id: 'step-3', type: 'end' },
		],
		{ options: { checkFlow: 'none' } },
	);

	expect((savedFlow().nodes as IDataObject[]).map(({ id }) => id)).toEqual([
		'step-1-2',
		'step-1',
		'step-3-3',
		'step-3',
	]);
});

test('an additional property that defines the next step is not overwritten', async () => {
	confirmUpdates();
	const next = { property: [{ name: 'next', type: 'text', value: 'bye' }] };
	const ways = { property: [{ name: 'branches', type: 'json', value: '[{"next": "bye"}]' }] };
	await save(
		[
			{ type: 'say', content: 'Hi!', next: 'a' },
			{ id: 'a', type: 'other', otherType: 'goto', properties: next },
			{ id: 'bye', type: 'other', otherType: 'menu', properties: ways },
			{ type: 'end' },
		],
		{ options: { checkFlow: 'none' } },
	);

	expect(savedFlow().nodes).toMatchObject([
		{ next: 'a' },
		{ id: 'a', type: 'goto', next: 'bye' },
		{ id: 'bye', type: 'menu', branches: [{ next: 'bye' }] },
		{ id: 'step-4', type: 'end' },
	]);
	expect((savedFlow().nodes as IDataObject[])[2]).not.toHaveProperty('next');
});

test.each<[string, Step[], INodeParameters, string[]]>([
	['no steps', [], {}, ['Steps: is required: add at least one step']],
	[
		'a Say at the end',
		[{ type: 'say', content: 'Hi!' }],
		{},
		["Step 1 has no next step: add an 'End' step below it, or enter a 'Next Step'"],
	],
	[
		'an Ask with an ID at the end',
		[{ id: 'why', type: 'ask', content: 'Why?' }],
		{},
		["Step 'why' has no next step: add an 'End' step below it, or enter a 'Next Step'"],
	],
	[
		'branches at the end that lead nowhere',
		[
			{ type: 'say', content: 'Hi!' },
			{ type: 'decision', branches: branches({ match: 'yes' }, { match: 'no' }) },
		],
		{},
		[
			"Step 2, Branch 1 has no next step: enter one in 'Next Step', or add a step below",
			"Step 2, Branch 2 has no next step: enter one in 'Next Step', or add a step below",
		],
	],
	[
		'a branch and a step that lead to steps that do not exist',
		[
			{ type: 'decision', branches: branches({ match: 'yes', next: 'book' }) },
			{ id: 'greet', type: 'say', content: 'Hi!', next: 'step-3' },
			{ type: 'end' },
		],
		{},
		[
			"Step 1 has a branch to step 'book', which doesn't exist",
			"Step 'greet' refers to step 'step-3', which doesn't exist",
		],
	],
	[
		'a step that is never reached',
		[
			{ type: 'say', content: 'Hi!', next: 'bye' },
			{ type: 'say', content: 'Nobody hears this' },
			{ id: 'bye', type: 'end' },
			{ id: 'lost', type: 'end' },
		],
		{},
		[
			'Step 2 is never reached: no path from the entry step leads there',
			"Step 'lost' is never reached: no path from the entry step leads there",
		],
	],
	[
		'two steps with the same ID',
		[
			{ id: 'bye', type: 'say', content: 'Bye' },
			{ id: 'bye', type: 'end' },
		],
		{},
		["More than one step has the ID 'bye'"],
	],
	[
		'an entry step that does not exist',
		[{ type: 'end' }],
		{ initialNodeId: 'step-1' },
		["The entry step 'step-1' doesn't exist"],
	],
])('a flow with %s is rejected before anything is sent', async (_name, steps, more, faults) => {
	expect(await faultsOf(steps, more)).toEqual(faults);
});

test.each<[string, Step]>([
	['a transfer', { type: 'transfer' }],
	['an end', { type: 'end' }],
	['a type that is not documented', { type: 'other', otherType: 'voicemail' }],
	['a Say that leads back', { type: 'say', content: 'Again?', next: 'greet' }],
	[
		'an Ask with a further property',
		{
			type: 'ask',
			properties: { property: [{ name: 'on_answer', type: 'text', value: 'greet' }] },
		},
	],
])('a flow can end with %s', async (_name, step) => {
	confirmUpdates();
	const result = await save([{ id: 'greet', type: 'say', content: 'Hi!' }, step]);

	expect(result.error).toBeUndefined();
});

describe('the output contains the agent', () => {
	const END = [{ type: 'end' }];
	const reads = () => talkover().requests.filter(({ operationId }) => operationId === 'getAgent');

	test('the output contains the ID and status of the agent, which is read once per run', async () => {
		const result = await runTalkover(
			talkover(),
			{
				resource: 'flow',
				operation: 'update',
				agentId: chosen(SEED.draftAgentId),
				nodes: { node: END },
			},
			{ items: [{}, {}, {}] },
		);

		const agent = { agent_id: SEED.draftAgentId, current_status: 'draft' };
		const output = { conversation_mode: 'flow_driven', flow_config: savedFlow(), ...agent };
		expect(jsonOf(result)).toEqual([output, output, output]);
		expect(reads()).toHaveLength(1);
	});

	test('the output contains the ID and status in the response, without another request', async () => {
		const data = { conversation_mode: 'flow_driven', agent_id: 'a', current_status: 'draft' };
		talkover().fail({ fault: { kind: 'answer', status: 200, body: { success: true, data } } });

		expect(jsonOf(await save(END))).toEqual([data]);
		expect(reads()).toEqual([]);
	});

	test.each([
		['published', 200],
		['draft', 422],
	])(
		'the output has the status %s if publishing the agent again returns a %i with Keep Published',
		async (status, publishStatus) => {
			const agent = talkover().state.agents.find(({ id }) => id === SEED.supportAgentId);
			const toDraft = () => {
				if (agent) agent.current_status = 'draft';
				return false;
			};
			const rejection = { kind: 'answer', status: 422, body: { message: 'No.' } } as const;
			talkover().fail({ operationId: 'updateAgentFlow', when: toDraft, fault: rejection });
			if (publishStatus === 422) talkover().fail({ operationId: 'publishAgent', fault: rejection });
			const result = await save(END, { options: { keepPublished: true } });

			expect(jsonOf(result)).toMatchObject([{ current_status: status }]);
		},
	);

	test('the output has no status if it cannot be read, and the update succeeds', async () => {
		talkover().fail({
			operationId: 'getAgent',
			fault: { kind: 'answer', status: 403, body: { message: 'Forbidden' } },
		});
		const result = await save(END);

		expect(result.error).toBeUndefined();
		expect(jsonOf(result)).toEqual([
			expect.objectContaining({ agent_id: SEED.supportAgentId, flow_config: savedFlow() }),
		]);
		expect(jsonOf(result)[0]).not.toHaveProperty('current_status');
	});
});
