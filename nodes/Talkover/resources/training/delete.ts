import { operation } from '../../engine/operation';
import { deleted } from '../../engine/shapes';
import { agentLocator } from '../../fields/agent';
import { trainingLocator } from '../../fields/training';

export const deleteTraining = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete training',
	description:
		'Delete a training of an agent for good, which cannot be undone. It sets the agent back to draft, so publish the agent afterwards.',
	fields: [agentLocator, trainingLocator],
	request: ({ agentId, trainingId }) => ({
		method: 'DELETE',
		path: ['agents', agentId, 'trainings', trainingId],
	}),
	data: deleted,
});
