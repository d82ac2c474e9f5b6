import type { IDataObject } from 'n8n-workflow';

import type { Documented } from '../../api/contract/documented';
import { namedListIn } from '../../api/response/answer';
import { requestFields } from '../../api/contract/requestFields';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import type { Shape } from '../../operation/answers/shapes';
import { list, object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';
import { attendeeEmail, attendeeName } from './fields';

const eventShape: Shape<Documented<'CalendarEvent'>> = object;

/** The attendees of an event. An event without any may not have the field. */
const attendeesOfEvent: Shape<IDataObject[]> = {
	...list,
	read: (reply) => namedListIn(eventShape.read(reply) ?? {}, 'attendees') ?? [],
};

export const addAttendee = operation({
	value: 'addAttendee',
	name: 'Add Attendee',
	action: 'Add an attendee to a calendar event',
	description: 'Add a person to the attendees of an event',
	fields: [calendarLocator, eventLocator, attendeeName, attendeeEmail],
	options: [resendUnknown],
	request: ({ calendarId, eventId, name, email }) => ({
		endpoint: 'addEventAttendee',
		path: ['calendars', calendarId, 'events', eventId, 'attendees'],
		body: requestFields('AttendeeInput', { name, email }),
		creates: {
			key: ['attendee', email],
			label: `the attendee ${email}`,
			where: 'the attendees of the event',
		},
	}),
	recoveryLookup: ({ calendarId, eventId, email }) => ({
		list: { endpoint: 'getCalendarEvent', path: ['calendars', calendarId, 'events', eventId] },
		shape: attendeesOfEvent,
		isOwn: ({ email: other }: Documented<'Attendee'>) =>
			typeof other === 'string' && other.toLowerCase() === email.toLowerCase(),
		mayLackTime: true,
	}),
	data: object,
});
