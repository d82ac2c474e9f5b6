import { ownChoice } from '../../parameters/scalars';

/** Whether the calls of all agents are meant, or those of one. */
export const whoseCalls = ownChoice({
	displayName: 'Calls Of',
	name: 'agents',
	default: 'all',
	description: 'Whose calls to list',
	options: [
		{ name: 'All Agents', value: 'all' },
		{ name: 'One Agent', value: 'one' },
	],
});
