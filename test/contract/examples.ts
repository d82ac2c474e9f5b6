import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** One use of an operation, as someone would enter it, and what the API reference says of it. */
export interface OperationExample {
	/** The operation in the contract. */
	readonly operationId: string;
	readonly parameters: INodeParameters;
	/** The output for the documented answer, where it is not that answer's `data` itself. */
	readonly output?: (data: unknown) => IDataObject[];
}

const agentId = { __rl: true, mode: 'id', value: 'agent_123456' };

/** An example of every operation, by `resource.operation`. */
export const EXAMPLES: Readonly<Record<string, OperationExample>> = {
	'agent.create': {
		operationId: 'createAgent',
		parameters: { name: 'SupportBot', language: 'en-US', direction: 'inbound' },
	},
	'agent.updateCalling': {
		operationId: 'updateAgentCalling',
		parameters: {
			agentId,
			direction: 'outbound',
			phoneNumberIds: ['phone-uuid-1', 'phone-uuid-2'],
		},
	},
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
	'flow.update': {
		operationId: 'updateAgentFlow',
		parameters: {
			agentId,
			flowDefinition: 'json',
			flowConfig:
				'{"initial_node_id":"node-greet","nodes":[{"id":"node-greet","type":"say","content":"Hi!","next":"node-end"},{"id":"node-end","type":"end"}]}',
		},
	},
};
