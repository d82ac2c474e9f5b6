import type { JsonObject } from '../../contract';
import { newId } from '../../state';
import { entriesIn, entryLookup, withCalendar } from './calendars';
import type { Handlers, RequestContext } from '../handler';
import { invalidFields, notFound, ok, remove } from '../handler';

const withEvent = entryLookup(({ calendarEvents: events }) => events, {
	param: 'event_id',
	what: 'Event',
});

export const calendarEvents: Handlers = {
	listCalendarEventsBatch: (context, { state }) => {
		const ids: unknown = context.request.query['calendar_ids[]'];
		const wanted = Array.isArray(ids) ? ids : [ids];
		const found = state.calendarEvents.filter(({ calendar_id: id }) => wanted.includes(id));
		return ok({ data: found.filter(fits(context)).map(listed) });
	},

	listCalendarEvents: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const found = entriesIn(environment.state.calendarEvents, calendar);
			return ok({ data: found.filter(fits(context)).map(listed) });
		}),

	createCalendarEvent: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const { attendees, ...settings } = context.request.requestBody;
			const event: JsonObject = {
				id: newId(),
				calendar_id: calendar.id,
				description: null,
				status: 'confirmed',
				...settings,
				attendees: withIds(attendees),
				meeting_url: null,
				updated_at: new Date().toISOString(),
			};
			if (endsTooEarly(event)) return END_TOO_EARLY;
			environment.state.calendarEvents.push(event);
			return ok({ data: listed(event) });
		}),

	getCalendarEvent: (context, environment) =>
		withEvent(context, environment, (event) =>
			ok({
				data: { ...listed(event), attendees: event.attendees, meeting_url: event.meeting_url },
			}),
		),

	updateCalendarEvent: (context, environment) =>
		withEvent(context, environment, (event) => {
			const { attendees, ...changes } = context.request.requestBody;
			if (endsTooEarly({ ...event, ...changes })) return END_TOO_EARLY;
			const people = attendees === undefined ? {} : { attendees: withIds(attendees) };
			Object.assign(event, changes, people, { updated_at: new Date().toISOString() });
			return ok({ data: listed(event) });
		}),

	deleteCalendarEvent: (context, environment) =>
		withEvent(context, environment, (event) => {
			remove(environment.state.calendarEvents, (other) => other === event);
			return ok({ message: 'Event deleted' });
		}),

	createEventMeeting: (context, environment) =>
		withEvent(context, environment, (event) => {
			const connected = environment.state.calendarProviders.some(
				(provider) => provider.calendar_id === event.calendar_id && provider.is_active === true,
			);
			if (!connected) return environment.documented(context, 422);
			const meetingId = newId();
			event.meeting_url = `https://meet.example.com/${meetingId}`;
			const { id: event_id, meeting_url } = event;
			return ok({ data: { event_id, meeting_url, meeting_id: meetingId } });
		}),

	addEventAttendee: (context, environment) =>
		withEvent(context, environment, (event) => {
			const { name, email } = context.request.requestBody;
			const attendee = { id: newId(), name, email };
			event.attendees = [...attendeesOf(event), attendee];
			return ok({ data: attendee });
		}),

	removeEventAttendee: (context, environment) =>
		withEvent(context, environment, (event) => {
			const before = attendeesOf(event);
			const after = before.filter(({ id }) => id !== context.request.params.attendee_id);
			if (after.length === before.length) return notFound(context, environment, 'Attendee');
			event.attendees = after;
			return ok({ message: 'Attendee removed' });
		}),
};

/** Whether the event is within the time range of the query and has its status. */
function fits({ request: { query } }: RequestContext) {
	return ({ start_at: start, end_at: end, status }: JsonObject): boolean =>
		(query.from === undefined || timeOf(start) >= timeOf(query.from)) &&
		(query.to === undefined || timeOf(end) <= timeOf(query.to)) &&
		(query.status === undefined || status === query.status);
}

/** An event as lists show it: attendees and link are only in the response for a single event. */
function listed({
	attendees: _attendees,
	meeting_url: _url,
	created_by: _creator,
	owner_id: _owner,
	owner_type: _type,
	...event
}: JsonObject): JsonObject {
	return event;
}

function attendeesOf({ attendees }: JsonObject): JsonObject[] {
	return Array.isArray(attendees) ? (attendees as JsonObject[]) : [];
}

function withIds(attendees: unknown): JsonObject[] {
	return attendeesOf({ attendees }).map((attendee) => ({ id: newId(), ...attendee }));
}

const END_TOO_EARLY = invalidFields({ end_at: ['The end at must be a date after start at.'] });

function endsTooEarly({ start_at: start, end_at: end }: JsonObject): boolean {
	return timeOf(end) <= timeOf(start);
}

function timeOf(value: unknown): number {
	return Date.parse(String(value));
}
