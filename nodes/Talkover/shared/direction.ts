import { choice } from '../parameters/scalars';

/** Means the agent's current direction. Never sent. */
export const KEEP = 'keep';

export const DIRECTIONS = [
	{
		name: 'Inbound',
		value: 'inbound',
		description: 'The agent answers calls to its phone numbers',
	},
	{
		name: 'Outbound',
		value: 'outbound',
		description: 'The agent makes calls from its phone numbers',
	},
] as const;

export const direction = choice({
	displayName: 'Direction',
	name: 'direction',
	default: 'inbound',
	options: DIRECTIONS,
	description: "The direction of the agent's calls",
});
