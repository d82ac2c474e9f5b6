import { operation } from '../../operation/operation';
import { done } from '../../operation/shapes';
import { callbackAgentLocator } from './pickers';

export const remove = operation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove the callback role of an agent',
	description: 'Stop an agent from taking return calls. The agent itself and its settings stay.',
	fields: [callbackAgentLocator],
	request: ({ agentId }) => ({ method: 'DELETE', path: ['agents', agentId, 'callback'] }),
	data: done,
});
