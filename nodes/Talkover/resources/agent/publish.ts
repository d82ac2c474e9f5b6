import { operation } from '../../operation/operation';
import { changed } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { explainRejection } from '../../shared/agent/publishing';

export const publish = operation({
	value: 'publish',
	name: 'Publish',
	action: 'Publish an agent',
	description: 'Publish an agent, so that it can take and make calls',
	toolText: 'Publishes an agent in Talkover, so that it takes calls.',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		endpoint: 'publishAgent',
		path: ['agents', agentId, 'publish'],
	}),
	data: changed,
	dataFor: explainRejection,
});
