import type { IDataObject } from 'n8n-workflow';

import type { Examples } from './example';
import { agentId } from './example';

const flowConfig =
	'{"initial_node_id":"node-greet","nodes":[{"id":"node-greet","type":"say","content":"Hi!","next":"node-end"},{"id":"node-end","type":"end"}]}';

const steps = {
	flowDefinition: 'fields',
	initialNodeId: 'node-greet',
	nodes: {
		node: [
			{ id: 'node-greet', type: 'say', content: 'Hi!', next: 'node-ask' },
			{
				id: 'node-ask',
				type: 'decision',
				branches: {
					branch: [
						{ match: 'yes', next: 'node-book' },
						{ match: 'human', next: 'node-transfer' },
						{ match: 'no', next: 'node-end' },
					],
				},
			},
			{ id: 'node-book', type: 'action', actionId: 'action-uuid-1', next: 'node-end' },
			{ id: 'node-transfer', type: 'transfer', transferTo: '+1 212 555 0123' },
			{ id: 'node-end', type: 'end' },
		],
	},
	globalFunctions: {
		function: [{ name: 'end_conversation', description: 'Ends the call gracefully' }],
	},
	meta: { name: 'Sales Qualification Flow', version: '1.2.0' },
};

/** The output also contains the agent. */
const withAgent = (data: unknown) => [{ ...(data as IDataObject), agent_id: agentId.value }];

export const flow: Examples = {
	'flow.get': { operationId: 'getAgentFlow', parameters: { agentId } },
	'flow.getVersions': {
		operationId: 'listAgentFlowVersions',
		parameters: { agentId },
		output: (data) => (data as { versions: IDataObject[] }).versions,
	},
	'flow.update': {
		operationId: 'updateAgentFlow',
		parameters: {
			agentId,
			flowDefinition: 'json',
			flowConfig,
		},
		output: withAgent,
	},
	'flow.update, step by step': {
		operationId: 'updateAgentFlow',
		parameters: { agentId, ...steps },
		output: withAgent,
	},
	'flow.validate': {
		operationId: 'validateAgentFlow',
		parameters: { agentId, flowDefinition: 'json', flowConfig },
		output: () => [{ valid: true }],
	},
	'flow.validate, step by step': {
		operationId: 'validateAgentFlow',
		parameters: {
			agentId,
			...steps,
		},
		output: () => [{ valid: true }],
	},
};
