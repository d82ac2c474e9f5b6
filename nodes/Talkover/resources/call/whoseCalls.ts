import { ownChoice } from '../../parameters/scalars';

/** Whether to read the calls of all agents or of one. */
export const whoseCalls = ownChoice({
	displayName: 'Calls Of',
	name: 'agents',
	default: 'all',
	description: 'Whether to search the calls of all agents or of one',
	options: [
		{ name: 'All Agents', value: 'all' },
		{ name: 'One Agent', value: 'one' },
	],
});
