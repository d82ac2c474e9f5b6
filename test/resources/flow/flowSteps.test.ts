import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { requestOf } from '../../support/requestOf';

type Step = INodeParameters;

/** The flow that is sent for these steps. */
function flowOf(node: Step[], more: INodeParameters = {}) {
	const empty = { initialNodeId: '', globalFunctions: {}, meta: {} };
	const { body } = requestOf('flow.update, step by step', { ...empty, nodes: { node }, ...more });
	return body?.flow_config as IDataObject & { readonly nodes: readonly IDataObject[] };
}

const YES = { match: 'yes' };
const NO = { match: 'no', next: 'bye' };
const NOW = { match: 'now', next: 'pass' };
const MONDAY = { match: 'Monday', next: 'pick' };
const branches = (...branch: INodeParameters[]) => ({ branch });
const furtherTexts = (...names: string[]) => ({
	properties: { property: names.map((name) => ({ name, type: 'text', value: name })) },
});

test('four steps in a row need no ID, no next step and no entry step', () => {
	const flow = flowOf([
		{ type: 'say', content: 'Hi!' },
		{ type: 'ask', content: 'Do you have a minute?' },
		{ type: 'say', content: 'Great, bye!' },
		{ type: 'end' },
	]);

	expect(flow).toStrictEqual({
		initial_node_id: 'step-1',
		nodes: [
			{ id: 'step-1', type: 'say', content: 'Hi!', next: 'step-2' },
			{ id: 'step-2', type: 'ask', content: 'Do you have a minute?', next: 'step-3' },
			{ id: 'step-3', type: 'say', content: 'Great, bye!', next: 'step-4' },
			{ id: 'step-4', type: 'end' },
		],
	});
});

test('steps with and without IDs can be linked to each other', () => {
	const flow = flowOf(
		[
			{ id: 'pick', type: 'decision', branches: branches(YES, NO) },
			{ type: 'action', actionId: ' action-uuid-1 ' },
			{ type: 'say', content: 'Booked', next: 'bye' },
			{ id: 'greet', type: 'ask', content: 'Hi?', next: 'choose' },
			{ id: 'choose', type: 'ask', branches: branches(NOW, MONDAY, { match: 'never' }) },
			{ id: 'bye', type: 'end' },
			{ id: 'pass', type: 'transfer', transferTo: '+1 (212) 555-0123' },
		],
		{ initialNodeId: 'greet' },
	);

	expect(flow).toStrictEqual({
		initial_node_id: 'greet',
		nodes: [
			{ id: 'pick', type: 'decision', branches: [{ ...YES, next: 'step-2' }, NO] },
			{ id: 'step-2', type: 'action', action_id: 'action-uuid-1', next: 'step-3' },
			{ id: 'step-3', type: 'say', content: 'Booked', next: 'bye' },
			{ id: 'greet', type: 'ask', content: 'Hi?', next: 'choose' },
			{ id: 'choose', type: 'ask', branches: [NOW, MONDAY, { match: 'never', next: 'bye' }] },
			{ id: 'bye', type: 'end' },
			{ id: 'pass', type: 'transfer', transfer_to: '+12125550123' },
		],
	});
});

test('a generated ID differs from all IDs and references in the flow', () => {
	const silence = { property: [{ name: 'on_silence', type: 'json', value: '{"go": "step-3-2"}' }] };
	const { nodes } = flowOf(
		[
			{ type: 'say', content: 'Hi!', properties: silence },
			{ id: 'step-1', type: 'say', content: 'Still there?' },
			{ type: 'say', content: 'Bye!', next: 'step-3' },
			{ id: 'step-3', type: 'end' },
		],
		{ options: { checkFlow: 'none' } },
	);

	expect(nodes.map(({ id }) => id)).toEqual(['step-1-2', 'step-1', 'step-3-3', 'step-3']);
});

test('an additional property that defines the next step is not overwritten', () => {
	const next = { property: [{ name: 'next', type: 'text', value: 'bye' }] };
	const ways = { property: [{ name: 'branches', type: 'json', value: '[{"next": "bye"}]' }] };
	const { nodes } = flowOf(
		[
			{ type: 'say', content: 'Hi!', next: 'a' },
			{ id: 'a', type: 'other', otherType: 'goto', properties: next },
			{ id: 'bye', type: 'other', otherType: 'menu', properties: ways },
			{ type: 'end' },
		],
		{ options: { checkFlow: 'none' } },
	);

	expect(nodes).toMatchObject([
		{ next: 'a' },
		{ id: 'a', type: 'goto', next: 'bye' },
		{ id: 'bye', type: 'menu', branches: [{ next: 'bye' }] },
		{ id: 'step-4', type: 'end' },
	]);
	expect(nodes[2]).not.toHaveProperty('next');
});

test.each(['local', 'none', 'talkover'])(
	"a text that isn't sent is an error, also if the flow is checked by %s",
	(checkFlow) => {
		const steps = [
			{ type: 'say', content: 'Hi!' },
			{ type: 'end', content: 'Bye!' },
		];

		expect(() => flowOf(steps, { options: { checkFlow } })).toThrow(
			"Step 2, Text: isn't sent, because an 'End' step says nothing: put it into a 'Say' step above, and clear it here",
		);
	},
);

const HI = { type: 'say', content: 'Hi!' };
const BYE = { id: 'bye', type: 'end' };
const NO_NEXT = "has no next step: add an 'End' step below it, or enter a 'Next Step'";
const NO_BRANCH = "has no next step: enter one in 'Next Step', or add a step below";
const UNREACHED = 'is never reached: no path from the entry step leads there';

test.each<[string[], Step[], INodeParameters?]>([
	[['is required: add at least one step'], []],
	[[`Step 1 ${NO_NEXT}`], [HI]],
	[[`Step 'why' ${NO_NEXT}`], [{ id: 'why', type: 'ask' }]],
	[
		[`Step 2, Branch 1 ${NO_BRANCH}`, `Step 2, Branch 2 ${NO_BRANCH}`],
		[HI, { type: 'decision', branches: branches(YES, { match: 'no' }) }],
	],
	[
		[
			"Step 1 has a branch to step 'book', which doesn't exist",
			"Step 'greet' refers to step 'step-3', which doesn't exist",
		],
		[
			{ type: 'decision', branches: branches({ match: 'yes', next: 'book' }) },
			{ id: 'greet', ...HI, next: 'step-3' },
			{ type: 'end' },
		],
	],
	[
		[`Step 2 ${UNREACHED}`, `Step 'lost' ${UNREACHED}`],
		[{ ...HI, next: 'bye' }, HI, BYE, { id: 'lost', type: 'end' }],
	],
	[
		[
			"Step 1, Action Name or ID: is required: choose one of the agent's actions, or set it in 'Further Properties'",
			"Step 'pass', Transfer To: is required: enter a phone number, an extension or a SIP address, or set it in 'Further Properties'",
		],
		[
			{ type: 'action', transferTo: '204' },
			{ id: 'pass', type: 'transfer', transferTo: ' ' },
		],
	],
])('the faults of steps are found: %j', (faults, steps, ...[more]) => {
	const labeled = faults.map((fault) => `Steps: ${fault}`);
	expect(() => flowOf(steps, more)).toThrow(`: ${labeled.join('; ')}`);
});

test.each<[string, Step]>([
	['a transfer with a further property', { type: 'transfer', ...furtherTexts('target') }],
	['a type that is not documented', { type: 'other', otherType: 'voicemail' }],
	[
		'an Ask with a further property',
		{
			type: 'ask',
			properties: { property: [{ name: 'on_answer', type: 'text', value: 'greet' }] },
		},
	],
])('a flow can end with %s', (_name, step) => {
	expect(flowOf([{ id: 'greet', type: 'say', content: 'Hi!' }, step]).nodes).toHaveLength(2);
});

test('all properties of steps and functions can be entered in fields', () => {
	const flow = {
		initial_node_id: 'greet',
		meta: { name: 'Intake', version: '2' },
		nodes: [
			{ id: 'greet', type: 'say', content: 'Hi!', next: 'book' },
			{
				...{ id: 'book', type: 'action', next: 'bye', action_id: 'action-1' },
				...{ retries: 2, silent: false, input: { slot: [1, 2] } },
			},
			{ id: 'bye', type: 'end' },
		],
		global_functions: [
			{ name: 'end_conversation', description: 'Ends the call' },
			{ name: 'take_message' },
		],
	};
	const property = [
		{ name: 'action_id', type: 'text', value: 'action-1' },
		{ name: 'retries', type: 'number', value: '2' },
		{ name: 'silent', type: 'boolean', value: 'false' },
		{ name: 'input', type: 'json', value: '{"slot": [1, 2]}' },
	];
	const [greet, , bye] = flow.nodes;
	const entered = flowOf(
		[greet as Step, { id: 'book', type: 'action', properties: { property } }, bye as Step],
		{
			meta: flow.meta,
			globalFunctions: {
				function: [flow.global_functions[0] ?? {}, { name: 'other', otherName: 'take_message' }],
			},
		},
	);

	expect(entered).toStrictEqual(flow);
});

const withTexts = (...names: string[]) => ({ id: 'a', type: 'end', ...furtherTexts(...names) });

test('an additional property can be a property that the step type does not offer, but only once', () => {
	expect(flowOf([withTexts('content')]).nodes).toEqual([
		{ id: 'a', type: 'end', content: 'content' },
	]);
	expect(() => flowOf([withTexts('mood', 'mood')])).toThrow("Step 'a': 'mood' is set twice");
});

test('an additional property overrides the action and the target of a transfer, but only once', () => {
	const both = (...more: string[]) => [
		{ id: 'a', type: 'action', actionId: 'b', ...furtherTexts('action_id', ...more) },
		{ id: 'c', type: 'transfer', transferTo: '204', ...furtherTexts('transfer_to') },
	];

	expect(flowOf(both()).nodes).toEqual([
		{ id: 'a', type: 'action', action_id: 'action_id', next: 'c' },
		{ id: 'c', type: 'transfer', transfer_to: 'transfer_to' },
	]);
	expect(() => flowOf(both('action_id'))).toThrow("Step 'a': 'action_id' is set twice");
});

test('an additional property may have a name that all objects have', () => {
	const { nodes } = flowOf([withTexts('constructor', '__proto__', 'toString')]);

	expect(JSON.stringify(nodes)).toContain(
		'"constructor":"constructor","__proto__":"__proto__","toString":"toString"',
	);
});

test.each([{ type: 'other', otherType: ' dtmf ' }, { type: 'dtmf' }])(
	'a step of the type %j, which is not documented, has a text, a next step and branches',
	(type) => {
		const branch = [{ match: '1', next: 'bye' }];
		const fields = { id: 'a', content: 'Press 1', next: 'bye' };
		const { nodes } = flowOf([
			{ ...fields, ...type, branches: { branch } },
			{ id: 'bye', type: 'end' },
		]);

		expect(nodes[0]).toStrictEqual({ ...fields, type: 'dtmf', branches: branch });
	},
);
