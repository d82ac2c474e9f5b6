import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const FLOW = {
	initial_node_id: 'greet',
	nodes: [
		{ id: 'greet', type: 'say', content: 'Hi!', next: 'end' },
		{ id: 'end', type: 'end' },
	],
};
const TWICE = { ...FLOW, nodes: [...FLOW.nodes, { id: 'end', type: 'end' }] };
const LOST = { ...FLOW, nodes: [...FLOW.nodes, { id: 'lost', type: 'end' }] };

const talkover = useSimulator();
const strict = useSimulator({ invalidFlowStatus: 422 });

async function run(operation: string, more: INodeParameters = {}, simulator = talkover()) {
	const agentId = chosen(SEED.supportAgentId);
	return runTalkover(simulator, { resource: 'flow', operation, agentId, ...more });
}

function asJson(flow: unknown): INodeParameters {
	return { flowDefinition: 'json', flowConfig: JSON.stringify(flow) };
}

test('a saved flow can be read, and each save creates a version', async () => {
	expect(jsonOf(await run('get'))).toEqual([
		{ conversation_mode: 'llm_driven', flow_config: null },
	]);
	expect(jsonOf(await run('getVersions'))).toEqual([]);

	await run('update', { conversationMode: 'flow_driven', ...asJson(FLOW) });
	expect(jsonOf(await run('get'))).toEqual([
		{ conversation_mode: 'flow_driven', flow_config: FLOW },
	]);
	await run('update', { conversationMode: 'llm_driven' });

	const versions = jsonOf(await run('getVersions', { returnAll: true }));
	expect(versions.map(({ is_current: current }) => current)).toEqual([true, false]);
	expect(new Set(versions.map(({ id, version }) => `${String(id)} ${String(version)}`)).size).toBe(
		2,
	);
	expect(jsonOf(await run('getVersions', { limit: 1 }))).toEqual(versions.slice(0, 1));
});

test('a rejected flow creates no version', async () => {
	const options = { checkFlow: 'none' };
	await run('update', { conversationMode: 'flow_driven', ...asJson(LOST), options });

	expect(jsonOf(await run('getVersions'))).toEqual([]);
});

test('a flow validates the same as JSON and as steps', async () => {
	const node = [
		{ id: 'greet', type: 'say', content: 'Hi!', next: 'end' },
		{ id: 'end', type: 'end' },
	];
	const steps = { flowDefinition: 'fields', initialNodeId: 'greet', nodes: { node } };

	expect(jsonOf(await run('validate', asJson(FLOW)))).toEqual([{ valid: true }]);
	expect(jsonOf(await run('validate', steps))).toEqual([{ valid: true }]);
	const [first, second] = talkover().requests.map(({ body }) => body);
	expect(first).toStrictEqual({ flow_config: FLOW });
	expect(second).toStrictEqual(first);
});

test('validating a flow does not save it', async () => {
	await run('validate', asJson(FLOW));

	expect(talkover().state.flows.size).toBe(0);
	expect(talkover().requests.map(({ operationId }) => operationId)).toEqual(['validateAgentFlow']);
});

test.each([
	['200', talkover],
	['422', strict],
])(
	'validating an invalid flow returns its errors when the response has status %s',
	async (status, simulator) => {
		const twice = await run('validate', asJson(TWICE), simulator());
		const lost = await run('validate', asJson(LOST), simulator());

		expect(simulator().requests.map((request) => String(request.status))).toEqual([status, status]);
		expect(twice.error).toBeUndefined();
		expect(jsonOf(twice)).toEqual([{ valid: false, errors: ["Duplicate node id: 'end'"] }]);
		expect(jsonOf(lost)).toEqual([{ valid: false, errors: ["Node 'lost' is unreachable"] }]);
	},
);

test('a flow with a step of an unsupported type is invalid', async () => {
	const flow = { ...FLOW, nodes: [{ id: 'greet', type: 'shout' }] };

	expect(jsonOf(await run('validate', asJson(flow)))).toEqual([
		{ valid: false, errors: ['The selected flow config.nodes.0.type is invalid.'] },
	]);
});

test('a validation error for a field inside the flow is returned as an error of the flow', async () => {
	const errors = { 'flow_config.nodes.0.type': ['Unknown.'] };
	talkover().fail({ fault: { kind: 'answer', status: 422, body: { message: 'No.', errors } } });

	expect(jsonOf(await run('validate', asJson(FLOW)))).toEqual([
		{ valid: false, errors: ['flow_config.nodes.0.type: Unknown.'] },
	]);
});

test('a flow that Talkover rejects without a reason is reported as invalid', async () => {
	const body = { success: false, errors: [] };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });

	expect(jsonOf(await run('validate', asJson(FLOW)))).toEqual([{ valid: false, errors: [] }]);
});

test.each([
	[422, { message: 'No.', errors: { flow_config: ['Not a flow.'] } }, 'Flow: Not a flow.'],
	[422, '', 'Talkover rejected the request (HTTP 422)'],
	[400, { errors: ['Bad request'] }, 'Bad request'],
	[401, { message: 'Unauthenticated.' }, 'Unauthenticated.'],
	[404, { success: false, message: 'Agent not found' }, 'Agent not found'],
	[200, { status: 'ok' }, "This node can't read Talkover's response (HTTP 200)"],
])(
	'a response with status %i and body %j fails instead of returning a validation result',
	async (status, body, message) => {
		talkover().fail({ fault: { kind: 'answer', status, body } });

		expect(shownError(await run('validate', asJson(FLOW))).message).toContain(message);
	},
);

test.each([
	['{"nodes": [', "Flow: isn't valid JSON"],
	['', 'Flow: is required'],
])('the flow %p is rejected before anything is sent', async (flowConfig, reason) => {
	const result = await run('validate', { flowDefinition: 'json', flowConfig });

	expect(shownError(result).message).toContain(`Invalid input – ${reason}`);
	expect(talkover().requests).toEqual([]);
});

test.each([
	['get', {}],
	['getVersions', {}],
	['validate', asJson(FLOW)],
])('%s reports an agent that does not exist', async (operation, more) => {
	const agentId = chosen('nobody');

	const { message } = shownError(await run(operation, { ...more, agentId }));

	expect(message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Agent not found",
	);
});
