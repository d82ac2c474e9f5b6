import type { Examples } from './example';
import { chosen } from './example';

const agentId = chosen('agent-uuid-1');

export const callbackAgent: Examples = {
	'callbackAgent.check': {
		operationId: 'checkCallbackConstraints',
		parameters: {
			agentId,
			isCallbackAgent: true,
			sourceAgentIds: ['agent-uuid-2', 'agent-uuid-3'],
			additionalFields: { callbackTriggerStatuses: 'no_answer, voicemail, busy' },
		},
		output: () => [{ valid: true, errors: [] }],
	},
	'callbackAgent.get': { operationId: 'getCallbackAgent', parameters: { agentId } },
	'callbackAgent.getMany': { operationId: 'listCallbackAgents', parameters: {} },
	'callbackAgent.getSourceAgents': { operationId: 'listCallbackSourceAgents', parameters: {} },
	'callbackAgent.getStats': {
		operationId: 'getCallbackStats',
		parameters: { filters: { startDate: '2024-01-01', endDate: '2024-01-31' } },
	},
	'callbackAgent.remove': { operationId: 'removeCallbackRole', parameters: { agentId } },
	'callbackAgent.set': {
		operationId: 'setAgentCallback',
		parameters: { agentId, sourceAgentIds: ['agent-uuid-2', 'agent-uuid-3'] },
	},
	'callbackAgent.update': {
		operationId: 'updateCallbackSources',
		parameters: { agentId, sourceAgentIds: ['agent-uuid-2'] },
	},
};
