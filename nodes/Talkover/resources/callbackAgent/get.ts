import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { callbackAgentLocator } from './pickers';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a callback agent',
	description: 'Retrieve a callback agent with its sources and statistics',
	fields: [callbackAgentLocator],
	request: ({ agentId }) => ({ endpoint: 'getCallbackAgent', path: ['callback-agents', agentId] }),
	data: object,
});
