import type { Examples } from './example';
import { chosen, deleted } from './example';

const calendarId = chosen('calendar-uuid-1');
const eventId = chosen('event-uuid-1');
const range = { from: '2024-01-15T00:00:00Z', to: '2024-01-22T00:00:00Z' };
const details = {
	createdBy: 'user-uuid-1',
	description: 'Product demo',
	ownerId: 'agent_123456',
	ownerType: 'agent',
	status: 'tentative',
	type: 'meeting',
};
const attendees = { attendee: [{ name: 'Jane Doe', email: 'jane@acme.com' }] };
const times = { startAt: '2024-01-20T15:00:00Z', endAt: '2024-01-20T15:30:00Z' };

export const calendarEvent: Examples = {
	'calendarEvent.addAttendee': {
		operationId: 'addEventAttendee',
		parameters: { calendarId, eventId, name: 'Jane Doe', email: 'jane@acme.com' },
	},
	'calendarEvent.create': {
		operationId: 'createCalendarEvent',
		parameters: {
			calendarId,
			title: 'Demo with Acme',
			...times,
			attendees,
			additionalFields: details,
		},
	},
	'calendarEvent.create, by its duration': {
		operationId: 'createCalendarEvent',
		parameters: {
			calendarId,
			title: 'Demo with Acme',
			startAt: times.startAt,
			endBy: 'duration',
			durationMinutes: 45,
		},
	},
	'calendarEvent.createMeeting': {
		operationId: 'createEventMeeting',
		parameters: { calendarId, eventId },
	},
	'calendarEvent.delete': {
		operationId: 'deleteCalendarEvent',
		parameters: { calendarId, eventId },
		output: deleted,
	},
	'calendarEvent.get': { operationId: 'getCalendarEvent', parameters: { calendarId, eventId } },
	'calendarEvent.getMany': {
		operationId: 'listCalendarEvents',
		parameters: { calendarId, filters: { ...range, status: 'confirmed' } },
	},
	'calendarEvent.getManyFromCalendars': {
		operationId: 'listCalendarEventsBatch',
		parameters: { calendars: 'selected', calendarIds: ['cal-1', 'cal-2'], filters: range },
	},
	'calendarEvent.getManyFromCalendars, of one': {
		operationId: 'listCalendarEventsBatch',
		parameters: { calendars: 'selected', calendarIds: ['cal-1'] },
	},
	'calendarEvent.removeAttendee': {
		operationId: 'removeEventAttendee',
		parameters: { calendarId, eventId, attendeeId: chosen('att-uuid-1') },
		output: deleted,
	},
	'calendarEvent.update': {
		operationId: 'updateCalendarEvent',
		parameters: {
			calendarId,
			eventId,
			updateFields: { ...details, ...times, attendees, title: 'Demo', status: 'cancelled' },
		},
	},
};
