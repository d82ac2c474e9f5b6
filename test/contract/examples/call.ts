import type { IDataObject } from 'n8n-workflow';

import type { Examples } from './example';
import { agentId } from './example';

export const call: Examples = {
	'call.end': {
		operationId: 'endCall',
		parameters: { agentId, callId: 'call-uuid-123' },
		output: (call) => [{ ended: true, ...(call as IDataObject) }],
	},
	'call.make': {
		operationId: 'makeCall',
		parameters: {
			agentId,
			phone: '+1 234 567890',
			variables: { variable: [{ name: 'customer_name', value: 'John Doe' }] },
			context: '{"user_id": "user_123"}',
			options: { skipIfActive: false },
		},
		output: (call) => [{ placed: true, ...(call as IDataObject) }],
	},
	'call.getActive': {
		operationId: 'getActiveCall',
		parameters: { agentId, phone: '+1 555 123 4567' },
		output: (calls) => [{ active: true, count: 1, calls: calls as IDataObject[] }],
	},
};
