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
			const { state } = environment;
			remove(state.calendars, (calendar) => calendar.id === id);
			for (const list of contentsOf(state)) {
				remove(list, ({ calendar_id: calendarId }) => calendarId === id);
			}
			return ok({ message: 'Calendar deleted' });
		}),

	triggerCalendarsSync: (context, environment) => environment.documented(context, 200),

	listProviderConnections: (context, environment) =>
		withCalendar(context, environment, ({ id }) => {
			const connections = environment.state.calendarProviders
				.filter(({ calendar_id: calendarId }) => calendarId === id)
				.map((connection) => ({
					id: connection.id,
					provider: connection.provider,
					external_calendar_id: connection.external_calendar_id,
					is_active: connection.is_active,
					last_sync_at: connection.last_sync_at,
				}));
			return ok({ data: connections });
		}),

	disconnectProvider: (context, environment) =>
		withConnection(context, environment, (connection) => {
			remove(environment.state.calendarProviders, (other) => other === connection);
			return ok({ message: 'Provider connection removed' });
		}),

	triggerProviderSync: (context, environment) =>
		withConnection(context, environment, () => environment.documented(context, 200)),
};

/** The connection in the path if it belongs to the calendar, or a 404. */
function withConnection(
	context: RequestContext,
	environment: Environment,
	reply: (connection: JsonObject) => Reply,
): Reply {
	return withCalendar(context, environment, ({ id }) => {
		const { provider_id: providerId } = context.request.params;
		const connection = byId(environment.state.calendarProviders, providerId);
		return connection && connection.calendar_id === id
			? reply(connection)
			: notFound(context, environment, 'Provider connection');
	});
}

function contentsOf(state: State): JsonObject[][] {
	return [
		state.calendarEvents,
		state.calendarMembers,
		state.availabilityRules,
		state.calendarProviders,
	];
}
