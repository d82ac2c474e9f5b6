import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
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

async function run(operation: string, more: INodeParameters = {}) {
	const agentId = chosen(SEED.supportAgentId);
	return runTalkover(talkover(), { resource: 'flow', operation, agentId, ...more });
}

function asJson(flow: unknown): INodeParameters {
	return { flowDefinition: 'json', flowConfig: JSON.stringify(flow) };
}

test.each<[string, object, string]>([
	['a repeated ID', TWICE, "Duplicate node id: 'end'"],
	['an unreachable step', LOST, "Node 'lost' is unreachable"],
])('validating a flow with %s returns the error', async (_what, flow, error) => {
	expect(jsonOf(await run('validate', asJson(flow)))).toMatchObject([
		{ valid: false, errors: [error] },
	]);
});

// The reference doesn't document with which status it is answered.
test('validating an invalid flow returns its errors with status 422 as well', async () => {
	talkover().answer(422, { success: false, errors: ['Unreachable'] }, 'validateAgentFlow');

	const result = await run('validate', asJson(LOST));

	expect(jsonOf(result)).toMatchObject([{ valid: false, errors: ['Unreachable'] }]);
});

test('a validation error for a field inside the flow is returned as an error of the flow', async () => {
	const errors = { 'flow_config.nodes.0.type': ['Unknown.'] };
	talkover().answer(422, { message: 'No.', errors });

	expect(jsonOf(await run('validate', asJson(FLOW)))).toMatchObject([
		{ valid: false, errors: ['flow_config.nodes.0.type: Unknown.'] },
	]);
});

test('a flow that Talkover rejects without a reason is reported as invalid', async () => {
	talkover().answer(200, { success: false, errors: [] });

	expect(jsonOf(await run('validate', asJson(FLOW)))).toMatchObject([{ valid: false, errors: [] }]);
});

test.each([
	[422, { message: 'No.', errors: { flow_config: ['Not a flow.'] } }, 'Flow: Not a flow.'],
	[422, '', 'Talkover rejected the request (HTTP 422)'],
	[404, { success: false, message: 'Agent not found' }, 'Agent not found'],
])('a response with status %i and body %j is no result', async (status, body, message) => {
	talkover().answer(status, body);

	expect(shownError(await run('validate', asJson(FLOW))).message).toContain(message);
});
