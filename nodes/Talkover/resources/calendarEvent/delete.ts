import { operation } from '../../engine/operation';
import { deleted } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';
import { eventLocator } from '../../fields/calendarEvent';

export const deleteEvent = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete calendar event',
	description:
		'Delete an event from its calendar. It cannot be undone, and if the event is confirmed, Talkover notifies its attendees.',
	fields: [calendarLocator, eventLocator],
	request: ({ calendarId, eventId }) => ({
		method: 'DELETE',
		path: ['calendars', calendarId, 'events', eventId],
	}),
	data: deleted,
});
