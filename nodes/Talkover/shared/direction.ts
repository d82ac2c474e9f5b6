import { choice } from '../parameters/scalars';

export const direction = choice({
	displayName: 'Direction',
	name: 'direction',
	default: 'inbound',
	options: [
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
	],
	description: 'Whether the agent answers calls or places them',
});
