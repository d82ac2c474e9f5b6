import type { Examples } from './example';
import { agentId, chosen, deleted } from './example';

const taught = {
	agentId,
	subject: 'Product Knowledge',
	instructions: 'Learn the features and pricing.',
	additionalFields: { currentStatus: 'active' },
};

export const training: Examples = {
	'training.upsert': { operationId: 'upsertTraining', parameters: taught },
	'training.upsert, by a key': {
		operationId: 'upsertTraining',
		parameters: { ...taught, nodeId: 'training-node-123' },
	},
	'training.getMany': { operationId: 'listTrainings', parameters: { agentId } },
	'training.delete': {
		operationId: 'deleteTraining',
		parameters: { agentId, trainingId: chosen('training-uuid-1') },
		output: deleted,
	},
};
