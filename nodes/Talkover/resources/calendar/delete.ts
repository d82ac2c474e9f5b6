import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';

export const deleteCalendar = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a calendar',
	description: 'Delete a calendar permanently',
	warning:
		"This deletes the calendar's events, members, availability rules and connections too, and can't be undone.",
	fields: [calendarLocator],
	request: ({ calendarId }) => ({ endpoint: 'deleteCalendar', path: ['calendars', calendarId] }),
	data: deleted,
});
