import { choice } from '../parameters/scalars';

/** Trainings and actions can be switched off without being deleted. */
export const activeStatus = choice({
	displayName: 'Status',
	name: 'currentStatus',
	default: 'active',
	description: 'Whether the agent makes use of it',
	options: [
		{ name: 'Active', value: 'active', description: 'The agent uses it' },
		{ name: 'Inactive', value: 'inactive', description: 'It is kept, and the agent ignores it' },
	],
});
