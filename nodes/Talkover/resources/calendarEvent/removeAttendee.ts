import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { attendeeLocator, eventLocator } from './pickers';

export const removeAttendee = operation({
	value: 'removeAttendee',
	name: 'Remove Attendee',
	action: 'Remove an attendee from a calendar event',
	description: 'Remove a person from the attendees of an event',
	fields: [calendarLocator, eventLocator, attendeeLocator],
	request: ({ calendarId, eventId, attendeeId }) => ({
		endpoint: 'removeEventAttendee',
		path: ['calendars', calendarId, 'events', eventId, 'attendees', attendeeId],
	}),
	data: deleted,
});
