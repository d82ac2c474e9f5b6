import type { Examples } from './example';
import { agentId } from './example';

export const flow: Examples = {
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
