import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';

export const deleteAgent = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an agent',
	description:
		'Delete an agent for good, with its trainings, actions, webhooks and its history of calls. It cannot be undone. A published agent has to be unpublished first.',
	fields: [agentLocator],
	request: ({ agentId }) => ({ method: 'DELETE', path: ['agents', agentId] }),
	data: deleted,
});
