import { choice } from '../../parameters/scalars';

/** The reference names the roles and does not say what each may do. */
export const role = choice({
	displayName: 'Role',
	name: 'role',
	default: 'viewer',
	description: 'What the member is to the calendar. An owner cannot be removed from it.',
	options: [
		{ name: 'Editor', value: 'editor' },
		{ name: 'Owner', value: 'owner' },
		{ name: 'Viewer', value: 'viewer' },
	],
});
