import type { JsonObject } from '../../contract';
import type { State } from '../../state';
import { newId } from '../../state';
import type { Environment, Handlers, Reply, RequestContext } from '../handler';
import { byId, notFound, ok, remove } from '../handler';

/** The calendar in the path, or a 404. */
export function withCalendar(
	context: RequestContext,
	environment: Environment,
	reply: (calendar: JsonObject) => Reply,
): Reply {
	const calendar = byId(environment.state.calendars, context.request.params.calendar_id);
	return calendar ? reply(calendar) : notFound(context, environment, 'Calendar');
}

/** The entries of a calendar. */
export function entriesIn(list: readonly JsonObject[], { id }: JsonObject): JsonObject[] {
	return list.filter(({ calendar_id: calendarId }) => calendarId === id);
}

/** An entry as the API shows it: without the calendar, which is in the path. */
export function shown({ calendar_id: _calendarId, ...entry }: JsonObject): JsonObject {
	return entry;
}

/** Looks up the entry in the path, which must be of the calendar in the path. Otherwise, replies with a 404. */
export function entryLookup(
	listIn: (state: State) => readonly JsonObject[],
	{ param, what }: { readonly param: string; readonly what: string },
) {
	return (
		context: RequestContext,
		environment: Environment,
		reply: (entry: JsonObject) => Reply,
	): Reply =>
		withCalendar(context, environment, (calendar) => {
			const entries = entriesIn(listIn(environment.state), calendar);
			const entry = byId(entries, context.request.params[param]);
			return entry ? reply(entry) : notFound(context, environment, what);
		});
}

const withConnection = entryLookup(({ calendarProviders }) => calendarProviders, {
	param: 'provider_id',
	what: 'Provider connection',
});

export const calendars: Handlers = {
	listCalendars: ({ request: { query } }, { state }) =>
		ok({ data: state.calendars.slice(0, Number(query.per_page ?? 25)) }),

	createCalendar: ({ request: { requestBody } }, { state }) => {
		const now = new Date().toISOString();
		const calendar = {
			id: newId(),
			timezone: 'UTC',
			metadata: {},
			...requestBody,
			created_at: now,
			updated_at: now,
		};
		state.calendars.push(calendar);
		state.calendarMembers.push({
			id: newId(),
			calendar_id: calendar.id,
			user_id: requestBody.owner_id,
			role: 'owner',
			added_at: now,
		});
		return ok({ data: calendar });
	},

	getCalendar: (context, environment) =>
		withCalendar(context, environment, (calendar) => ok({ data: calendar })),

	updateCalendar: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const { name, timezone, metadata } = context.request.requestBody;
			const given = Object.entries({ name, timezone, metadata }).filter(
				([, value]) => value !== undefined,
			);
			Object.assign(calendar, Object.fromEntries(given), { updated_at: new Date().toISOString() });
			return ok({ data: calendar });
		}),

	deleteCalendar: (context, environment) =>
		withCalendar(context, environment, ({ id }) => {
			remove(environment.state.calendars, (calendar) => calendar.id === id);
			return ok({ message: 'Calendar deleted' });
		}),

	triggerCalendarsSync: (context, environment) => environment.documented(context, 200),

	listProviderConnections: (context, environment) =>
		withCalendar(context, environment, (calendar) =>
			ok({ data: entriesIn(environment.state.calendarProviders, calendar).map(shown) }),
		),

	disconnectProvider: (context, environment) =>
		withConnection(context, environment, (connection) => {
			remove(environment.state.calendarProviders, (other) => other === connection);
			return ok({ message: 'Provider connection removed' });
		}),

	triggerProviderSync: (context, environment) =>
		withConnection(context, environment, () => environment.documented(context, 200)),
};
