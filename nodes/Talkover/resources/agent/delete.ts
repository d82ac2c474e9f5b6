import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';

export const deleteAgent = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an agent',
	description: 'Delete an agent permanently',
	warning:
		"This deletes the agent's trainings, actions, webhooks and call history too, and can't be undone. Unpublish a published agent first.",
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'deleteAgent', path: ['agents', agentId] }),
	data: deleted,
});
