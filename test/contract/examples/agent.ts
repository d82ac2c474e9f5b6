import type { Examples } from './example';
import { agentId, deleted } from './example';

export const agent: Examples = {
	'agent.create': {
		operationId: 'createAgent',
		parameters: { name: 'SupportBot', language: 'en-US', direction: 'inbound' },
	},
	'agent.delete': { operationId: 'deleteAgent', parameters: { agentId }, output: deleted },
	'agent.get': { operationId: 'getAgent', parameters: { agentId } },
	'agent.getMany': {
		operationId: 'listAgents',
		parameters: { filters: { direction: 'outbound', search: 'sales', status: 'published' } },
	},
	'agent.publish': { operationId: 'publishAgent', parameters: { agentId } },
	'agent.updateCalling': {
		operationId: 'updateAgentCalling',
		parameters: {
			agentId,
			direction: 'outbound',
			phoneNumberIds: ['phone-uuid-1', 'phone-uuid-2'],
		},
	},
};
