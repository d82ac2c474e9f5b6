import { operation } from '../../operation/operation';
import { changed } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';

export const unpublish = operation({
	value: 'unpublish',
	name: 'Unpublish',
	action: 'Unpublish an agent',
	description:
		'Make an agent a draft again: from then on it takes and places no new calls. Calls that are in progress go on, and nothing is deleted.',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		method: 'POST',
		path: ['agents', agentId, 'unpublish'],
		repeatable: true,
	}),
	data: changed,
});
