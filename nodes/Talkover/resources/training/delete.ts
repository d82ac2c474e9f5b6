import { UNDONE } from '../../operation/panel/notice';
import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { draftNotice, keepPublished, republished } from '../../shared/agent/keepPublished';
import { trainingLocator } from './trainingLocator';

export const deleteTraining = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a training',
	description: 'Delete a training of an agent permanently',
	warning: UNDONE,
	notice: draftNotice,
	fields: [agentLocator, trainingLocator],
	options: [keepPublished],
	request: ({ agentId, trainingId }) => ({
		endpoint: 'deleteTraining',
		path: ['agents', agentId, 'trainings', trainingId],
	}),
	compensation: republished,
	data: deleted,
});
