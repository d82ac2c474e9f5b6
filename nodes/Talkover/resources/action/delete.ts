import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { actionLocator } from './pickers';
import { agentLocator } from '../../shared/agent';
import { draftNotice, keepPublished, republished } from '../../shared/keepPublished';

export const deleteAction = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an action of an agent',
	description:
		'Delete an action of an agent for good, which cannot be undone and may affect calls that are in progress. It sets the agent back to draft, so publish the agent afterwards, or turn on Keep Published.',
	notice: draftNotice,
	fields: [agentLocator, actionLocator],
	options: [keepPublished],
	request: ({ agentId, actionId }) => ({
		method: 'DELETE',
		path: ['agents', agentId, 'actions', actionId],
	}),
	restoration: republished,
	data: deleted,
});
