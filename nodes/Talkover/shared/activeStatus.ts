import { choice } from '../parameters/scalars';

/** Trainings and actions can be disabled without being deleted. */
export const activeStatus = choice({
	displayName: 'Status',
	name: 'currentStatus',
	default: 'active',
	description: 'The status, which decides if the agent uses it on calls',
	options: [
		{ name: 'Active', value: 'active', description: 'The agent uses it' },
		{ name: 'Inactive', value: 'inactive', description: 'The agent ignores it' },
	],
});
