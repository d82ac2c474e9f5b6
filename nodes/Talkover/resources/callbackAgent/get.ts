import { operation } from '../../engine/operation';
import { object } from '../../engine/shapes';
import { callbackAgentLocator } from '../../fields/callbackAgent';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get callback agent',
	description: 'Get one callback agent, with its source agents and how many return calls it took',
	fields: [callbackAgentLocator],
	request: ({ agentId }) => ({ method: 'GET', path: ['callback-agents', agentId] }),
	data: object,
});
