import type { JsonObject } from '../../contract';
import { freeSlots } from '../../freeSlots';
import { newId } from '../../state';
import { withCalendar } from './calendars';
import type { Environment, Handlers, Reply, RequestContext } from '../handler';
import { notFound, ok, remove } from '../handler';

export const availability: Handlers = {
	queryAvailability: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const { query } = context.request;
			const { availabilityRules: rules, calendarEvents: events } = environment.state;
			const own = ({ calendar_id: id }: JsonObject) => id === calendar.id;
			const slots = freeSlots({
				from: Date.parse(String(query.from)),
				to: Date.parse(String(query.to)),
				minutes: Number(query.duration_minutes ?? 30),
				timezone: String(calendar.timezone),
				rules: rules.filter(own),
				events: events.filter(own),
			});
			return ok({ data: slots });
		}),

	listAvailabilityRules: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const rules = environment.state.availabilityRules.filter(
				({ calendar_id: id }) => id === calendar.id,
			);
			return ok({ data: rules.map(shown) });
		}),

	createAvailabilityRule: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const rule: JsonObject = {
				id: newId(),
				calendar_id: calendar.id,
				...context.request.requestBody,
			};
			environment.state.availabilityRules.push(rule);
			return ok({ data: shown(rule) });
		}),

	updateAvailabilityRule: (context, environment) =>
		withRule(context, environment, (rule) => {
			Object.assign(rule, context.request.requestBody);
			return ok({ data: shown(rule) });
		}),

	deleteAvailabilityRule: (context, environment) =>
		withRule(context, environment, (rule) => {
			remove(environment.state.availabilityRules, (other) => other === rule);
			return ok({ message: 'Availability rule deleted' });
		}),
};

function withRule(
	context: RequestContext,
	environment: Environment,
	reply: (rule: JsonObject) => Reply,
): Reply {
	return withCalendar(context, environment, (calendar) => {
		const rule = environment.state.availabilityRules.find(
			({ id, calendar_id: calendarId }) =>
				id === context.request.params.rule_id && calendarId === calendar.id,
		);
		return rule ? reply(rule) : notFound(context, environment, 'Availability rule');
	});
}

/** A rule as the API shows it: without the calendar, which is in the path. */
function shown({ calendar_id: _calendarId, ...rule }: JsonObject): JsonObject {
	return rule;
}
