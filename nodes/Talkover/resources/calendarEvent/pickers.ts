import type { Documented } from '../../api/contract/documented';
import { commaSeparated, displayText } from '../../pickers/request';
import type { Entries } from '../../pickers/locator';
import { locator } from '../../pickers/locator';
import { listInside } from '../../pickers/listInside';

/** The events of the selected calendar (API reference: list-calendar-events, not paged). */
const events: Entries = {
	request: (chosen) => ({
		endpoint: 'listCalendarEvents',
		path: ['calendars', chosen('calendarId', 'Calendar'), 'events'],
	}),
	entry: (event: Documented<'CalendarEvent'>) => ({
		name: commaSeparated(event.title, event.start_at) || displayText(event.id),
		value: displayText(event.id),
		description: displayText(event.status),
	}),
};

/** The event that an operation works on. */
export const eventLocator = locator({
	displayName: 'Event',
	name: 'eventId',
	what: 'an event',
	method: 'searchCalendarEvents',
	idExample: 'event_123456',
	entries: events,
});

/** The attendees of the selected event, from its own response (API reference: get-calendar-event). */
const attendees: Entries = {
	request: (chosen) => ({
		endpoint: 'getCalendarEvent',
		path: ['calendars', chosen('calendarId', 'Calendar'), 'events', chosen('eventId', 'Event')],
	}),
	data: listInside('attendees'),
	entry: (attendee: Documented<'Attendee'>) => ({
		name: displayText(attendee.name) || displayText(attendee.email) || displayText(attendee.id),
		value: displayText(attendee.id),
		description: displayText(attendee.email),
	}),
};

export const attendeeLocator = locator({
	displayName: 'Attendee',
	name: 'attendeeId',
	description: 'The person to remove from the event',
	what: 'an attendee',
	method: 'searchEventAttendees',
	idExample: 'att_123456',
	entries: attendees,
});
