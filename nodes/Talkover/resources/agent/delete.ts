import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent/agent';

export const deleteAgent = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an agent',
	description:
		"Delete an agent permanently, including its trainings, actions, webhooks and call history. This can't be undone. A published agent must be unpublished first.",
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'deleteAgent', path: ['agents', agentId] }),
	data: deleted,
});
