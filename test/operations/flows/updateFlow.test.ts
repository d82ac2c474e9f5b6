import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const UPDATE = {
	resource: 'flow',
	operation: 'update',
	agentId: chosen(SEED.supportAgentId),
};

/** The fields of the agent in the output. */
const AGENT = { agent_id: SEED.supportAgentId, current_status: 'published' };

/** An update with a flow that is entered in fields. */
const STEPS = { ...UPDATE, conversationMode: 'flow_driven', flowDefinition: 'fields' };

/** The smallest valid flow of the documentation. */
const DOCUMENTED_FLOW = {
	initial_node_id: 'node-greet',
	meta: { name: 'Intake v1', version: '1.0.0' },
	nodes: [
		{ id: 'node-greet', type: 'say', content: 'Hi!', next: 'node-end' },
		{ id: 'node-end', type: 'end' },
	],
	global_functions: [{ name: 'end_conversation', description: 'Ends the call' }],
};

const BROKEN_FLOW = {
	initial_node_id: 'node-greet',
	nodes: [
		{ id: 'node-greet', type: 'say', content: 'Hi!', next: 'node-bookx' },
		{ id: 'node-end', type: 'end' },
	],
};

// Of the flow that Talkover returned.
const talkover = useSimulator({}, { entered: ['body.flow_config.revision'] });

/** All requests except the one that reads the agent's status for the output. */
const sent = () => talkover().requests.filter(({ operationId }) => operationId !== 'getAgent');

function flowDriven(flow: unknown, options: INodeParameters = {}): INodeParameters {
	return {
		...UPDATE,
		conversationMode: 'flow_driven',
		flowDefinition: 'json',
		flowConfig: JSON.stringify(flow),
		options,
	};
}

test('the mode llm_driven is sent without a flow', async () => {
	const result = await runTalkover(talkover(), { ...UPDATE, conversationMode: 'llm_driven' });

	expect(sent()).toEqual([
		expect.objectContaining({
			method: 'PUT',
			url: `/api/v1/agents/${SEED.supportAgentId}/flow`,
			headers: expect.objectContaining({
				authorization: `Bearer ${talkover().token}`,
				'content-type': 'application/json',
			}),
		}),
	]);
	expect(sent()[0]?.body).toStrictEqual({ conversation_mode: 'llm_driven' });
	expect(jsonOf(result)).toEqual([
		{ conversation_mode: 'llm_driven', flow_config: null, ...AGENT },
	]);
});

test('the mode flow_driven is sent with the documented flow unchanged', async () => {
	const result = await runTalkover(talkover(), flowDriven(DOCUMENTED_FLOW));

	const body = { conversation_mode: 'flow_driven', flow_config: DOCUMENTED_FLOW };
	expect(sent()[0]?.body).toStrictEqual(body);
	expect(jsonOf(result)).toEqual([{ ...body, ...AGENT }]);
});

test('a flow can be an object from an expression and keeps unknown properties', async () => {
	const flow = {
		...DOCUMENTED_FLOW,
		nodes: [
			{ id: 'node-greet', type: 'ask', content: 'Hi?', on_silence: 'node-end', retries: 2 },
			{ id: 'node-end', type: 'end', closing: { text: 'Bye' } },
		],
	};
	await runTalkover(
		talkover(),
		{
			...UPDATE,
			conversationMode: 'flow_driven',
			flowDefinition: 'json',
			flowConfig: '={{ $json.flow }}',
			options: { checkFlow: 'talkover' },
		},
		{ items: [{ flow }] },
	);

	expect(sent()[0]?.body).toStrictEqual({ flow_config: flow });
});

test('an invalid flow is rejected before anything is sent, and the message names the step', async () => {
	const result = await runTalkover(talkover(), flowDriven(BROKEN_FLOW));

	expect(result.error?.message).toBe(
		"Invalid input – Flow: Step 'node-greet' refers to step 'node-bookx', which doesn't exist",
	);
	expect(talkover().requests).toEqual([]);
});

test('the errors of a flow are listed one per line', async () => {
	const end = { id: 'node-end', type: 'end' };
	const result = await runTalkover(
		talkover(),
		flowDriven({ ...BROKEN_FLOW, nodes: [...BROKEN_FLOW.nodes, end] }),
	);

	expect(result.error?.message).toBe('Invalid input – Flow: 2 issues to fix');
	expect(result.error?.description?.split('<br>')).toEqual([
		"More than one step has the ID 'node-end'",
		"Step 'node-greet' refers to step 'node-bookx', which doesn't exist",
		'Nothing was sent to Talkover',
	]);
});

test("an unchecked flow is sent and Talkover's message is shown when it is rejected", async () => {
	const result = await runTalkover(talkover(), flowDriven(BROKEN_FLOW, { checkFlow: 'none' }));

	expect(sent().map(({ method }) => method)).toEqual(['PUT']);
	expect(result.error?.message).toBe(
		"Talkover rejected the request (HTTP 422) – Node 'node-greet' references unknown next node 'node-bookx'",
	);
});

test('a valid flow checked by Talkover is validated and then saved', async () => {
	await runTalkover(talkover(), flowDriven(DOCUMENTED_FLOW, { checkFlow: 'talkover' }));

	expect(sent().map(({ operationId }) => operationId)).toEqual([
		'validateAgentFlow',
		'updateAgentFlow',
	]);
	expect(sent()[0]?.body).toStrictEqual({ flow_config: DOCUMENTED_FLOW });
});

test('an invalid flow checked by Talkover is not saved', async () => {
	const result = await runTalkover(
		talkover(),
		flowDriven(
			{ ...DOCUMENTED_FLOW, nodes: [...DOCUMENTED_FLOW.nodes, ...DOCUMENTED_FLOW.nodes] },
			{ checkFlow: 'talkover' },
		),
	);

	expect(sent().map(({ operationId }) => operationId)).toEqual(['validateAgentFlow']);
	expect(result.error?.message).toBe('Talkover rejected the request (HTTP 200) – 2 issues to fix');
	expect(result.error?.description?.split('<br>')).toEqual([
		"Duplicate node id: 'node-greet'",
		"Duplicate node id: 'node-end'",
	]);
});

test('an invalid flow is not saved when the validation returns a 422', async () => {
	talkover().fail({ operationId: 'validateAgentFlow', fault: { kind: 'documented', status: 422 } });

	const result = await runTalkover(
		talkover(),
		flowDriven(DOCUMENTED_FLOW, { checkFlow: 'talkover' }),
	);

	expect(sent().map(({ operationId }) => operationId)).toEqual(['validateAgentFlow']);
	expect(result.error?.message).toContain("Duplicate node id: 'node-greet'");
});

test.each([
	['', 'Flow: is required'],
	['{"nodes": [', "Flow: isn't valid JSON: "],
	['[]', 'Flow: must be a JSON object in braces (found [])'],
	['"text"', 'Flow: must be a JSON object in braces (found "text")'],
	[
		JSON.stringify({ conversation_mode: 'llm_driven', flow_config: null }),
		"Flow: contains no flow: its 'flow_config' is empty",
	],
])(
	'the JSON %p is rejected before anything is sent even if the flow is not checked',
	async (flowConfig, message) => {
		const result = await runTalkover(talkover(), {
			...flowDriven({}, { checkFlow: 'none' }),
			flowConfig,
		});

		expect(result.error?.message).toContain(`Invalid input – ${message}`);
		expect(talkover().requests).toEqual([]);
	},
);

test('steps entered as fields are sent as the same flow as JSON', async () => {
	const flow = {
		initial_node_id: 'greet',
		meta: { name: 'Intake', version: '2' },
		nodes: [
			{ id: 'greet', type: 'say', content: 'Hi!', next: 'qualify' },
			{
				id: 'qualify',
				type: 'decision',
				branches: [
					{ match: 'yes', next: 'book' },
					{ match: 'no', next: 'bye' },
				],
			},
			{
				id: 'book',
				type: 'action',
				next: 'bye',
				action_id: 'action-1',
				retries: 2,
				silent: false,
				input: { slot: [1, 2] },
			},
			{ id: 'bye', type: 'end' },
		],
		global_functions: [
			{ name: 'end_conversation', description: 'Ends the call' },
			{ name: 'take_message' },
		],
	};
	const asFields: INodeParameters = {
		...STEPS,
		initialNodeId: 'greet',
		meta: { name: 'Intake', version: '2' },
		nodes: {
			node: [
				{ id: 'greet', type: 'say', content: 'Hi!', next: 'qualify' },
				{
					id: 'qualify',
					type: 'decision',
					branches: {
						branch: [
							{ match: 'yes', next: 'book' },
							{ match: 'no', next: 'bye' },
						],
					},
				},
				{
					id: 'book',
					type: 'action',
					next: 'bye',
					properties: {
						property: [
							{ name: 'action_id', type: 'text', value: 'action-1' },
							{ name: 'retries', type: 'number', value: '2' },
							{ name: 'silent', type: 'boolean', value: 'false' },
							{ name: 'input', type: 'json', value: '{"slot": [1, 2]}' },
						],
					},
				},
				{ id: 'bye', type: 'end' },
			],
		},
		globalFunctions: {
			function: [
				{ name: 'end_conversation', description: 'Ends the call' },
				{ name: 'other', otherName: 'take_message' },
			],
		},
	};

	await runTalkover(talkover(), flowDriven(flow));
	const fromFields = await runTalkover(talkover(), asFields);

	expect(fromFields.error).toBeUndefined();
	const [json, fields] = sent().map(({ body }) => body);
	expect(fields).toStrictEqual(json);
	expect(fields).toStrictEqual({ conversation_mode: 'flow_driven', flow_config: flow });
});

test('an invalid field of a step is reported with the number of the step and the label', async () => {
	const result = await runTalkover(talkover(), {
		...STEPS,
		initialNodeId: BLANK,
		nodes: {
			node: [
				{ id: 'greet', type: 'other', otherType: BLANK },
				{
					id: BLANK,
					type: 'decision',
					branches: { branch: [{ match: BLANK, next: 'greet' }] },
				},
			],
		},
	});

	expect(result.error?.description?.split('<br>')).toEqual([
		'Step 1, Other Type: is required',
		'Step 2, Branch 1, Answer: is required',
		'Nothing was sent to Talkover',
	]);
});

test.each([
	[
		{ name: 'retries', type: 'number', value: 'two' },
		"Step 'a', property 'retries': must be a number",
	],
	[
		{ name: 'silent', type: 'boolean', value: 'yes' },
		"Step 'a', property 'silent': must be true or false",
	],
	[{ name: 'input', type: 'json', value: '{' }, "Step 'a', property 'input': isn't valid JSON"],
	[{ name: 'type', type: 'text', value: 'b' }, "Step 'a': 'type' is set twice"],
])('the additional property %j is rejected before anything is sent', async (property, message) => {
	const result = await runTalkover(talkover(), {
		...STEPS,
		initialNodeId: 'a',
		nodes: { node: [{ id: 'a', type: 'end', properties: { property: [property] } }] },
	});

	expect(result.error?.message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test('an additional property can be a property that the step type does not offer, but only once', async () => {
	const step = (...names: string[]) => ({
		...STEPS,
		initialNodeId: 'a',
		meta: { version: '2' },
		nodes: {
			node: [
				{
					id: 'a',
					type: 'end',
					properties: { property: names.map((name) => ({ name, type: 'text', value: name })) },
				},
			],
		},
	});

	await runTalkover(talkover(), step('content'));
	const twice = await runTalkover(talkover(), step('mood', 'mood'));

	expect(sent().map(({ body }) => body)).toEqual([
		{
			conversation_mode: 'flow_driven',
			flow_config: {
				initial_node_id: 'a',
				meta: { version: '2' },
				nodes: [{ id: 'a', type: 'end', content: 'content' }],
			},
		},
	]);
	expect(twice.error?.message).toContain("Step 'a': 'mood' is set twice");
});

test('an additional property may have a name that all objects have', async () => {
	const names = ['constructor', '__proto__', 'toString'];
	const property = names.map((name) => ({ name, type: 'text', value: 'x' }));

	await runTalkover(talkover(), {
		...STEPS,
		initialNodeId: 'a',
		nodes: { node: [{ id: 'a', type: 'end', properties: { property } }] },
	});

	expect(JSON.stringify(sent()[0]?.body)).toContain(
		'"type":"end","constructor":"x","__proto__":"x","toString":"x"',
	);
});

test('a global function without a name is rejected', async () => {
	const result = await runTalkover(talkover(), {
		...STEPS,
		initialNodeId: 'a',
		nodes: { node: [{ id: 'a', type: 'end' }] },
		globalFunctions: { function: [{ name: 'other', otherName: '' }] },
	});

	expect(result.error?.message).toContain('Function 1, Other Function: is required');
});

/** A flow as a service returns it that fills in all fields. */
const RETURNED = {
	initial_node_id: 1,
	meta: [],
	nodes: [
		{ id: 1, type: 'say', content: 'Hi!', next: '2', branches: null, x: { y: [null, 1.5] } },
		{ id: 2, type: 'dtmf', content: null, branches: [{ match: 1, next: 3, label: null }] },
		{ id: 3, type: 'end', content: null, next: null },
	],
	global_functions: null,
	revision: 7,
};

describe.each([
	['local', ['PUT']],
	['talkover', ['POST', 'PUT']],
	['none', ['PUT']],
])('a flow that Talkover returned is accepted with Check Flow set to %s', (checkFlow, methods) => {
	test.each<[string, string, unknown]>([
		['the flow of the output of Get', '={{ $json.flow_config }}', RETURNED],
		['the whole output of Get', '={{ $json }}', RETURNED],
		['the whole output of Get as text', '={{ JSON.stringify($json) }}', RETURNED],
		['the flow as text', '={{ JSON.stringify($json.flow_config) }}', RETURNED],
		['the output of Get with the flow as text', '={{ $json }}', JSON.stringify(RETURNED)],
	])('a returned flow is sent unchanged as %s', async (_form, flowConfig, flow_config) => {
		const data = { conversation_mode: 'flow_driven', flow_config };
		const body = { success: true, data };
		talkover().fail({ fault: { kind: 'answer', status: 200, body } });
		const [got = {}] = jsonOf(await runTalkover(talkover(), { ...UPDATE, operation: 'get' }));

		const result = await runTalkover(
			talkover(),
			{ ...flowDriven({}, { checkFlow }), flowConfig },
			{ items: [got] },
		);

		expect(result.error).toBeUndefined();
		const saved = sent().slice(1);
		expect(saved.map(({ method }) => method)).toEqual(methods);
		for (const request of saved) {
			expect(request.body).toMatchObject({ flow_config: RETURNED });
			expect((request.body as IDataObject).flow_config).toStrictEqual(RETURNED);
		}
	});
});

test.each(['={{ $json }}', '={{ $json.flow_config }}'])(
	'the documented output of Get can be sent as %s, although it refers to missing nodes',
	async (flowConfig) => {
		talkover().fail({ operationId: 'getAgentFlow', fault: { kind: 'documented', status: 200 } });
		const [got = {}] = jsonOf(await runTalkover(talkover(), { ...UPDATE, operation: 'get' }));

		await runTalkover(talkover(), { ...flowDriven({}), flowConfig }, { items: [got] });

		expect(sent().at(-1)?.method).toBe('PUT');
		expect(sent().at(-1)?.body).toStrictEqual(got);
	},
);

test('a step can have a type that is not documented, with all fields of a step', async () => {
	const more = {
		content: 'Press 1',
		next: 'bye',
		branches: { branch: [{ match: '1', next: 'bye' }] },
	};
	const step = (type: INodeParameters) => ({
		...STEPS,
		initialNodeId: 'a',
		nodes: {
			node: [
				{ id: 'a', ...type, ...more },
				{ id: 'bye', type: 'end' },
			],
		},
	});
	talkover().fail({ fault: { kind: 'answer', status: 200, body: { success: true, data: {} } } });
	await runTalkover(talkover(), step({ type: 'other', otherType: ' dtmf ' }));
	await runTalkover(talkover(), step({ type: '={{ "dtmf" }}' }));

	const { branches, ...others } = more;
	const flow_config = {
		initial_node_id: 'a',
		nodes: [
			{ id: 'a', type: 'dtmf', ...others, branches: branches.branch },
			{ id: 'bye', type: 'end' },
		],
	};
	const body = { conversation_mode: 'flow_driven', flow_config };
	expect(sent().map((request) => request.body)).toStrictEqual([body, body]);
});
