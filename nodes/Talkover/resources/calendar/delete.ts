import { operation } from '../../engine/operation';
import { deleted } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';

export const deleteCalendar = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete calendar',
	description:
		'Delete a calendar for good, with its events, members, availability rules and connections to outside calendars. It cannot be undone.',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({ method: 'DELETE', path: ['calendars', calendarId] }),
	data: deleted,
});
