import { ownChoice } from '../../parameters/scalars';

/** Whether to read the calls of all agents or of one. */
export const whoseCalls = ownChoice({
	displayName: 'Agents',
	name: 'agents',
	default: 'all',
	description: 'The agents whose calls are included',
	options: [
		{ name: 'All Agents', value: 'all' },
		{ name: 'One Agent', value: 'one' },
	],
});
