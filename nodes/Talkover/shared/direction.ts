import { choice } from '../parameters/scalars';

/** Stands for the direction that an agent has, and is never sent. */
export const KEEP = 'keep';

export const DIRECTIONS = [
	{
		name: 'Inbound',
		value: 'inbound',
		description: 'People call the agent: it answers on its phone numbers',
	},
	{
		name: 'Outbound',
		value: 'outbound',
		description: 'The agent calls people: it dials from its phone numbers',
	},
] as const;

export const direction = choice({
	displayName: 'Direction',
	name: 'direction',
	default: 'inbound',
	options: DIRECTIONS,
	description: 'Whether the agent answers calls or places them',
});
