import { choice } from '../../parameters/scalars';

/** The API reference names the roles but not their permissions. */
export const role = choice({
	displayName: 'Role',
	name: 'role',
	default: 'viewer',
	description: "The role of the member. An owner can't be removed from the calendar.",
	options: [
		{ name: 'Editor', value: 'editor' },
		{ name: 'Owner', value: 'owner' },
		{ name: 'Viewer', value: 'viewer' },
	],
});
