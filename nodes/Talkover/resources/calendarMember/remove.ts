import { operation } from '../../engine/operation';
import { deleted } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';
import { memberLocator } from '../../fields/calendarMember';

export const remove = operation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove member from a calendar',
	description:
		'Stop sharing a calendar with a user. The owner cannot be removed: make someone else the owner first.',
	fields: [calendarLocator, memberLocator],
	request: ({ calendarId, memberId }) => ({
		method: 'DELETE',
		path: ['calendars', calendarId, 'members', memberId],
	}),
	data: deleted,
});
