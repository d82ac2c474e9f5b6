import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { openContract, operationOf, responseExample } from '../../../tools/simulator/contract';
import { chosen } from '../../support/n8n/parameterValues';
import { requestOf } from '../../support/requestOf';
import { useSimulator } from '../../support/servers/useSimulator';

const END = { id: 'node-end', type: 'end' };
const GREET = { id: 'node-greet', type: 'say', content: 'Hi!', next: 'node-end' };
const FLOW = { initial_node_id: 'node-greet', nodes: [GREET, END] };
const BROKEN = { ...FLOW, nodes: [{ ...GREET, next: 'node-bookx' }, END, END] };

const talkover = useSimulator();

const sent = () => talkover().requests.map(({ operationId }) => operationId);

async function update(
	flow: object,
	options: INodeParameters = {},
	agentId: string = SEED.supportAgentId,
) {
	const parameters = { resource: 'flow', operation: 'update', agentId: chosen(agentId) };
	const entered = { flowDefinition: 'json', flowConfig: JSON.stringify(flow) };
	return runTalkover(
		talkover(),
		{ ...parameters, ...entered, options },
		{ items: [{}, {}], settings: { executeOnce: options.checkFlow !== undefined } },
	);
}

const CORRECT = 'Correct what the message names, then run the node again';

const answer = (operationId: string, status: number, body: object) => {
	talkover().answer(status, body, operationId);
};

test('the mode AI Model Decides is sent without a flow', () => {
	const { body } = requestOf('flow.update', { conversationMode: 'llm_driven' });

	expect(body).toStrictEqual({ conversation_mode: 'llm_driven' });
});

test.each([
	[
		'local',
		BROKEN,
		'Invalid input – Flow: 2 issues to fix',
		[
			"More than one step has the ID 'node-end'",
			"Step 'node-greet' refers to step 'node-bookx', which doesn't exist",
			'Nothing was sent to Talkover',
		],
		[],
	],
	[
		'talkover',
		{ ...FLOW, nodes: [...FLOW.nodes, ...FLOW.nodes] },
		'Talkover rejected the request (HTTP 200) – 2 issues to fix',
		["Duplicate node id: 'node-greet'", "Duplicate node id: 'node-end'", CORRECT],
		['validateAgentFlow'],
	],
	[
		'none',
		BROKEN,
		'Talkover rejected the request (HTTP 422) – 2 issues to fix',
		[
			"Duplicate node id: 'node-end'",
			"Node 'node-greet' references unknown next node 'node-bookx'",
			CORRECT,
		],
		['updateAgentFlow'],
	],
])('an invalid flow with Check Flow set to %s is rejected', async (...row) => {
	const [checkFlow, flow, message, lines, requests] = row;

	expect(shownError(await update(flow, { checkFlow }))).toEqual({ message, lines });
	expect(sent()).toEqual(requests);
});

test('a flow that Talkover checks is validated and then saved, or not saved after a 422', async () => {
	await update(FLOW, { checkFlow: 'talkover' });

	expect(sent().slice(0, 2)).toEqual(['validateAgentFlow', 'updateAgentFlow']);
	expect(talkover().requests[0]?.body).toStrictEqual({ flow_config: FLOW });

	talkover().fail({ operationId: 'validateAgentFlow', fault: { kind: 'documented', status: 422 } });
	const { error } = await update(FLOW, { checkFlow: 'talkover' });
	expect(sent().slice(2)).toEqual(['getAgent', 'validateAgentFlow']);
	expect(error?.message).toContain("Duplicate node id: 'node-greet'");
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
const got = (flow_config: unknown) => ({ conversation_mode: 'flow_driven', flow_config });
/** The example of the documentation refers to missing nodes. */
const documented = responseExample(operationOf(openContract(), 'getAgentFlow'), 200)?.data;

test.each<[string, unknown, unknown]>([
	['the flow of the output of Get', RETURNED, RETURNED],
	['the whole output of Get', got(RETURNED), RETURNED],
	['the whole output of Get as text', JSON.stringify(got(RETURNED)), RETURNED],
	['the flow as text', JSON.stringify(RETURNED), RETURNED],
	['the output of Get with the flow as text', got(JSON.stringify(RETURNED)), RETURNED],
	[
		'the documented output of Get',
		documented,
		(documented as { readonly flow_config: unknown }).flow_config,
	],
])('a flow that Talkover returned is sent unchanged: %s', (_form, flowConfig, flow) => {
	for (const checkFlow of ['local', 'talkover', 'none']) {
		const entered = { flowConfig: flowConfig as INodeParameters, options: { checkFlow } };
		const { body } = requestOf('flow.update', entered);
		expect(body).toStrictEqual({ conversation_mode: 'flow_driven', flow_config: flow });
	}
});

test('the output contains the ID and status of the agent, which is read once per run', async () => {
	const output = { ...got(FLOW), agent_id: SEED.draftAgentId, current_status: 'draft' };

	expect(jsonOf(await update(FLOW, {}, SEED.draftAgentId))).toEqual([output, output]);
	expect(sent().filter((operationId) => operationId === 'getAgent')).toHaveLength(1);
});

test('the output contains the ID and status in the response, without another request', async () => {
	const data = { conversation_mode: 'flow_driven', agent_id: 'a', current_status: 'draft' };
	answer('updateAgentFlow', 200, { success: true, data });

	expect(jsonOf(await update(FLOW))).toEqual([data, data]);
	expect(sent()).not.toContain('getAgent');
});

test.each([
	['published', 200],
	['draft', 422],
])('with Keep Published, the status is %s after a %i', async (status, publishStatus) => {
	const agent = talkover().state.agents.find(({ id }) => id === SEED.supportAgentId);
	const toDraft = () => {
		if (agent) agent.current_status = 'draft';
		return false;
	};
	const fault = { kind: 'answer', status: 422, body: { message: 'No.' } } as const;
	talkover().fail({ operationId: 'updateAgentFlow', when: toDraft, fault });
	if (publishStatus === 422) talkover().fail({ operationId: 'publishAgent', fault });

	const [item] = jsonOf(await update(FLOW, { keepPublished: true }));

	expect(item).toMatchObject({ current_status: status });
});

test('the output has no status if it cannot be read, and the update succeeds', async () => {
	answer('getAgent', 403, { message: 'Forbidden' });

	const [item] = jsonOf(await update(FLOW));

	expect(item).toMatchObject({ agent_id: SEED.supportAgentId, flow_config: FLOW });
	expect(item).not.toHaveProperty('current_status');
});
