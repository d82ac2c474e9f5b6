import { operation } from '../../operation/operation';
import { done } from '../../operation/answers/shapes';
import { callbackAgentLocator } from './pickers';

export const remove = operation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove a callback agent',
	description: 'Stop an agent from taking callbacks',
	toolText: 'Stops an agent in Talkover from taking callbacks.',
	fields: [callbackAgentLocator],
	request: ({ agentId }) => ({
		endpoint: 'removeCallbackRole',
		path: ['agents', agentId, 'callback'],
	}),
	data: done,
});
