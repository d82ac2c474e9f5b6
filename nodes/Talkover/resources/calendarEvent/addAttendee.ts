import { apiFields } from '../../api/request';
import { operation } from '../../engine/operation';
import { resendUnknown } from '../../engine/options';
import { object } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';
import { eventLocator } from '../../fields/calendarEvent';
import { attendeeEmail, attendeeName } from '../../fields/eventSettings';

export const addAttendee = operation({
	value: 'addAttendee',
	name: 'Add Attendee',
	action: 'Add attendee to calendar event',
	description: 'Add one person to the attendees of an event',
	fields: [calendarLocator, eventLocator, attendeeName, attendeeEmail],
	options: [resendUnknown],
	request: ({ calendarId, eventId, name, email }) => ({
		method: 'POST',
		path: ['calendars', calendarId, 'events', eventId, 'attendees'],
		body: apiFields({ name, email }),
		creates: {
			key: ['attendee', email],
			label: `the attendee ${email}`,
			where: 'among the attendees of the event',
		},
	}),
	data: object,
});
