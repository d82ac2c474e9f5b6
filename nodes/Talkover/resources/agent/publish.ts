import { operation } from '../../operation/operation';
import { changed } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { explainRefusal } from '../../shared/publishing';

export const publish = operation({
	value: 'publish',
	name: 'Publish',
	action: 'Publish an agent',
	description:
		'Make an agent live: from then on it takes and places calls. This starts no calls. Talkover rejects it while is_ready_to_publish is false, and the error names the operations that set what is missing.',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		method: 'POST',
		path: ['agents', agentId, 'publish'],
		repeatable: true,
	}),
	data: changed,
	dataFor: explainRefusal,
});
