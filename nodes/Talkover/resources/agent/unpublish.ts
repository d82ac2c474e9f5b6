import { operation } from '../../operation/operation';
import { changed } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';

export const unpublish = operation({
	value: 'unpublish',
	name: 'Unpublish',
	action: 'Unpublish an agent',
	description: 'Set an agent back to draft, so that it takes no new calls',
	toolText:
		'Sets an agent back to draft in Talkover. It takes no calls until it is published again.',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		endpoint: 'unpublishAgent',
		path: ['agents', agentId, 'unpublish'],
	}),
	data: changed,
});
