import type { JsonObject } from '../contract';
import type { Environment, Handlers, Reply, RequestContext } from './handler';
import { byId, notFound, ok } from './handler';

/** The calendar that the path names, or a 404. */
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
};
