import { operation } from '../../operation/operation';
import { changed } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { explainRefusal } from '../../shared/publishing';

export const publish = operation({
	value: 'publish',
	name: 'Publish',
	action: 'Publish agent',
	description:
		'Make an agent live: from then on it takes and places calls. This starts no calls by itself.',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		method: 'POST',
		path: ['agents', agentId, 'publish'],
		repeatable: true,
	}),
	data: changed,
	dataFor: explainRefusal,
});
