import type { Documented } from '../../api/contract/documented';
import { displayText } from '../../pickers/request';
import { locator } from '../../pickers/locator';

/** A training of the selected agent (API reference: list-trainings, not paged). */
export const trainingLocator = locator({
	displayName: 'Training',
	name: 'trainingId',
	what: 'a training',
	method: 'searchTrainings',
	idExample: 'training-uuid-1',
	entries: {
		request: (chosen) => ({
			endpoint: 'listTrainings',
			path: ['agents', chosen('agentId', 'Agent'), 'trainings'],
		}),
		entry: (training: Documented<'Training'>) => ({
			name: displayText(training.subject),
			value: displayText(training.id),
			description: displayText(training.current_status),
		}),
	},
});
