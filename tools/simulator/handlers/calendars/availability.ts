import type { JsonObject } from '../../contract';
import { freeSlots } from '../../freeSlots';
import { newId } from '../../state';
import { entriesIn, entryLookup, shown, withCalendar } from './calendars';
import type { Handlers } from '../handler';
import { ok, remove } from '../handler';

const withRule = entryLookup(({ availabilityRules }) => availabilityRules, {
	param: 'rule_id',
	what: 'Availability rule',
});

export const availability: Handlers = {
	queryAvailability: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const { query } = context.request;
			const { availabilityRules, calendarEvents } = environment.state;
			const slots = freeSlots({
				from: Date.parse(String(query.from)),
				to: Date.parse(String(query.to)),
				minutes: Number(query.duration_minutes ?? 30),
				timezone: String(calendar.timezone),
				rules: entriesIn(availabilityRules, calendar),
				events: entriesIn(calendarEvents, calendar),
			});
			return ok({ data: slots });
		}),

	listAvailabilityRules: (context, environment) =>
		withCalendar(context, environment, (calendar) =>
			ok({ data: entriesIn(environment.state.availabilityRules, calendar).map(shown) }),
		),

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
