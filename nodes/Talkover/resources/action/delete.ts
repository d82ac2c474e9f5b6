import { UNDONE } from '../../operation/panel/notice';
import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { actionLocator } from './pickers';
import { agentLocator } from '../../shared/agent/agent';
import { draftNotice, keepPublished, republished } from '../../shared/agent/keepPublished';

export const deleteAction = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete an agent action',
	description: 'Delete an action of an agent permanently',
	warning: UNDONE,
	notice: draftNotice,
	fields: [agentLocator, actionLocator],
	options: [keepPublished],
	request: ({ agentId, actionId }) => ({
		endpoint: 'deleteAction',
		path: ['agents', agentId, 'actions', actionId],
	}),
	compensation: republished,
	data: deleted,
});
