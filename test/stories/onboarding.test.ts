import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { credentialFor } from '../../harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { runWorkflow } from '../../harness/workflow';

const talkover = useSimulator();

const CUSTOMERS = [
	{ company: 'Padaria São João', hours: 'Open from 6 am to 8 pm.', number: 'phone-uuid-2' },
	{ company: 'Bäckerei Schmidt', hours: 'Open from 7 am to 6 pm.', number: 'phone-uuid-3' },
];

const FLOW = {
	initial_node_id: 'greet',
	nodes: [
		{ id: 'greet', type: 'say', content: 'Hello!', next: 'end' },
		{ id: 'end', type: 'end' },
	],
};

/** The agent that the first step created for the same item. All later steps use it. */
const agentId = chosen("={{ $('Create Agent').item.json.id }}");

/** An expression for a field of the customer, for use in every step. */
const customer = (field: string) => `={{ $('Trigger').item.json.${field} }}`;

/** The nodes of the workflow in order, each with the API operation that it calls. */
const STEPS: readonly (readonly [name: string, calls: string, parameters: INodeParameters])[] = [
	[
		'Create Agent',
		'createAgent',
		{
			resource: 'agent',
			operation: 'create',
			name: customer('company'),
			additionalFields: { description: 'Answers the phone of a bakery' },
		},
	],
	[
		'Teach',
		'upsertTraining',
		{
			resource: 'training',
			operation: 'upsert',
			agentId,
			nodeId: 'hours',
			subject: 'Opening Hours',
			instructions: customer('hours'),
		},
	],
	[
		'Set Action',
		'upsertAction',
		{
			resource: 'action',
			operation: 'upsert',
			agentId,
			nodeId: 'human',
			name: 'Talk to a Human',
			description: 'Transfers the call to the shop',
			type: 'transfer',
			transferTo: '+1 212 555 0123',
		},
	],
	[
		'Set Voice',
		'updateAgentVoice',
		{
			resource: 'agent',
			operation: 'updateVoice',
			agentId,
			voiceTemplateId: chosen(SEED.voiceTemplateId),
			whoSpeaksFirst: 'agent',
		},
	],
	[
		'Validate Flow',
		'validateAgentFlow',
		{
			resource: 'flow',
			operation: 'validate',
			agentId,
			flowDefinition: 'json',
			flowConfig: JSON.stringify(FLOW),
		},
	],
	[
		'Set Flow',
		'updateAgentFlow',
		{
			resource: 'flow',
			operation: 'update',
			agentId,
			flowDefinition: 'json',
			flowConfig: JSON.stringify(FLOW),
		},
	],
	[
		'Assign Number',
		'updateAgentCalling',
		{
			resource: 'agent',
			operation: 'updateCalling',
			agentId,
			direction: 'inbound',
			phoneNumberIds: customer('number'),
		},
	],
	['Publish', 'publishAgent', { resource: 'agent', operation: 'publish', agentId }],
];

/** A workflow with a trigger and the steps in order. */
function workflow() {
	const names = ['Trigger', ...STEPS.map(([name]) => name)];
	const links = names.slice(1).map((next, index) => {
		const main = [[{ node: next, type: 'main' as const, index: 0 }]];
		return [names[index] ?? '', { main }] as const;
	});
	const nodes = STEPS.map(([name, , parameters]) => ({
		name,
		type: 'n8n-nodes-talkover.talkover',
		parameters,
	}));
	return {
		nodes: [{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' }, ...nodes],
		connections: Object.fromEntries(links),
	};
}

test('a workflow creates, trains, connects and publishes an agent for each new customer', async () => {
	const result = await runWorkflow({
		workflow: workflow(),
		credential: credentialFor(talkover()),
		items: CUSTOMERS,
	});

	expect(result.error).toBeUndefined();
	const called = talkover().requests.map(({ operationId }) => operationId);
	const writes = called.filter((operationId) => operationId !== 'getAgent');
	expect(writes).toEqual(STEPS.flatMap(([, calls]) => CUSTOMERS.map(() => calls)));

	const { agents, trainings, actions, flows } = talkover().state;
	for (const { company, hours, number } of CUSTOMERS) {
		const agent = agents.find(({ name }) => name === company);
		const own = ({ agent_id: id }: { readonly agent_id?: unknown }) => id === agent?.id;
		expect(agent).toMatchObject({ current_status: 'published', phone_numbers: [{ id: number }] });
		expect(trainings.filter(own)).toMatchObject([{ instructions: hours }]);
		expect(actions.filter(own)).toMatchObject([{ name: 'Talk to a Human', type: 'transfer' }]);
		expect(flows.get(agent?.id ?? '')).toMatchObject({ flow_config: FLOW });
	}
});
