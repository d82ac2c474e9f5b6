import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';

export const deleteEvent = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a calendar event',
	description: 'Delete an event permanently',
	warning: "This can't be undone. If the event is confirmed, Talkover notifies its attendees.",
	fields: [calendarLocator, eventLocator],
	request: ({ calendarId, eventId }) => ({
		endpoint: 'deleteCalendarEvent',
		path: ['calendars', calendarId, 'events', eventId],
	}),
	data: deleted,
});
