import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get the flow of an agent',
	description: 'Retrieve the conversation mode and the flow of an agent',
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'getAgentFlow', path: ['agents', agentId, 'flow'] }),
	data: object,
});
