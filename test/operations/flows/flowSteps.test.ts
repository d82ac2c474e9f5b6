import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { runTalkover } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const UPDATE = {
	resource: 'flow',
	operation: 'update',
	conversationMode: 'flow_driven',
	agentId: chosen(SEED.supportAgentId),
};

const talkover = useSimulator();

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
		...UPDATE,
		flowDefinition: 'fields',
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
				{ name: 'custom', customName: 'take_message' },
			],
		},
	};

	await runTalkover(talkover(), {
		...UPDATE,
		flowDefinition: 'json',
		flowConfig: JSON.stringify(flow),
	});
	const fromFields = await runTalkover(talkover(), asFields);

	expect(fromFields.error).toBeUndefined();
	const [json, fields] = talkover().requests.map(({ body }) => body);
	expect(fields).toStrictEqual(json);
	expect(fields).toStrictEqual({ conversation_mode: 'flow_driven', flow_config: flow });
});

test('an invalid field of a step is reported with the number of the step and the label', async () => {
	const result = await runTalkover(talkover(), {
		...UPDATE,
		flowDefinition: 'fields',
		initialNodeId: BLANK,
		nodes: {
			node: [
				{ id: 'greet', type: 'say', content: 'Hi!' },
				{
					id: BLANK,
					type: 'decision',
					branches: { branch: [{ match: BLANK, next: 'greet' }] },
				},
			],
		},
	});

	expect(result.error?.description?.split('<br>')).toEqual([
		'Entry Step: is required',
		'Step 2, ID: is required',
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
	[{ name: 'input', type: 'json', value: '{' }, "Step 'a', property 'input': is not valid JSON"],
	[{ name: 'type', type: 'text', value: 'b' }, "Step 'a': 'type' is given twice"],
])('the additional property %j is rejected before anything is sent', async (property, message) => {
	const result = await runTalkover(talkover(), {
		...UPDATE,
		flowDefinition: 'fields',
		initialNodeId: 'a',
		nodes: { node: [{ id: 'a', type: 'end', properties: { property: [property] } }] },
	});

	expect(result.error?.message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test('an additional property can be one that the step type does not offer, but only once', async () => {
	const step = (...names: string[]) => ({
		...UPDATE,
		flowDefinition: 'fields',
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

	expect(talkover().requests.map(({ body }) => body)).toEqual([
		{
			conversation_mode: 'flow_driven',
			flow_config: {
				initial_node_id: 'a',
				meta: { version: '2' },
				nodes: [{ id: 'a', type: 'end', content: 'content' }],
			},
		},
	]);
	expect(twice.error?.message).toContain("Step 'a': 'mood' is given twice");
});

test('a global function without a name is rejected', async () => {
	const result = await runTalkover(talkover(), {
		...UPDATE,
		flowDefinition: 'fields',
		initialNodeId: 'a',
		nodes: { node: [{ id: 'a', type: 'end' }] },
		globalFunctions: { function: [{ name: 'custom', customName: '' }] },
	});

	expect(result.error?.message).toContain('Function 1 has no name');
});
