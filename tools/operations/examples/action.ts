import type { Examples } from './example';
import { agentId, chosen, deleted } from './example';

const scheduled = {
	agentId,
	nodeId: 'action-node-456',
	name: 'Schedule Meeting',
	description: 'Schedule a meeting',
};

export const action: Examples = {
	'action.upsert': {
		operationId: 'upsertAction',
		parameters: {
			...scheduled,
			type: 'webhook',
			url: 'https://api.example.com/schedule',
			inputs: {
				input: [
					{ name: 'date', type: 'string', required: true, description: 'Meeting date' },
					{ name: 'minutes', type: 'integer', value: '30' },
				],
			},
			customHeaders: { header: [{ key: 'X-API-Key', value: 'secret' }] },
			additionalFields: {
				integrationId: 'integration-uuid',
				authorizationUrl: 'https://api.example.com/auth',
				authorizationScheme: 'bearer',
				speakOnSend: 'One moment, please.',
				speakOnReceive: 'Your meeting is booked.',
				currentStatus: 'active',
			},
		},
	},
	'action.upsert, of type external': {
		operationId: 'upsertAction',
		parameters: { ...scheduled, type: 'external', executionMode: 'post_call' },
	},
	'action.upsert, of type hold': {
		operationId: 'upsertAction',
		parameters: { ...scheduled, type: 'hold', holdDuration: 45 },
	},
	'action.upsert, of type transfer': {
		operationId: 'upsertAction',
		parameters: { ...scheduled, type: 'transfer', transferTo: '+1 212 555 0123' },
	},
	'action.getMany': { operationId: 'listActions', parameters: { agentId } },
	'action.getIntegrations': { operationId: 'listActionIntegrations', parameters: {} },
	'action.delete': {
		operationId: 'deleteAction',
		parameters: { agentId, actionId: chosen('action-uuid-1') },
		output: deleted,
	},
};
