import type { Documented } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { apiFields } from '../../base/apiNames';
import { requiredIfShown, shownWhen } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { available, date, daysOfWeek, endTime, startTime, timezone, type } from './ruleFields';

const recurring = { type: ['recurring'] };
const exception = { type: ['exception'] };

/** The content of a rule, for comparing a request with a rule from Talkover, which may add seconds to times. */
function contentOf(rule: Documented<'AvailabilityRule'>): string {
	const { type: kind, date: day, available: open, days_of_week: days } = rule;
	const times = [rule.start_time, rule.end_time].map((time) => startOf(time, 'HH:MM'));
	const weekdays = Array.isArray(days) ? days.map(Number).sort() : [];
	const content = kind === 'exception' ? [startOf(day, 'YYYY-MM-DD'), open] : [...times, weekdays];
	return JSON.stringify([kind, ...content]);
}

function startOf(value: unknown, form: string): unknown {
	return typeof value === 'string' ? value.slice(0, form.length) : value;
}

export const createRule = operation({
	value: 'createRule',
	name: 'Create Rule',
	action: 'Create an availability rule',
	description: 'Create a new rule for when a calendar can be booked',
	fields: [
		calendarLocator,
		type,
		shownWhen(recurring, requiredIfShown(daysOfWeek)),
		shownWhen(recurring, requiredIfShown(startTime)),
		shownWhen(recurring, requiredIfShown(endTime)),
		shownWhen(recurring, timezone),
		shownWhen(exception, requiredIfShown(date)),
		shownWhen(exception, requiredIfShown(available)),
	],
	options: [resendUnknown],
	request: ({ calendarId, ...rule }) => ({
		endpoint: 'createAvailabilityRule',
		path: ['calendars', calendarId, 'availability-rules'],
		body: requestFields('CreateAvailabilityRuleRequest', rule),
		creates: {
			key:
				rule.type === 'exception'
					? ['exception', rule.date ?? '']
					: [
							'rule',
							rule.startTime ?? '',
							rule.endTime ?? '',
							...(rule.daysOfWeek ?? []).map(String),
						],
			label:
				rule.type === 'exception'
					? `the exception for ${rule.date ?? ''}`
					: `the rule for ${rule.startTime ?? ''} to ${rule.endTime ?? ''} on days ${rule.daysOfWeek?.join(', ') ?? ''}`,
			where: 'the availability rules of the calendar',
		},
	}),
	recoveryLookup: ({ calendarId, ...rule }) => ({
		list: {
			endpoint: 'listAvailabilityRules',
			path: ['calendars', calendarId, 'availability-rules'],
		},
		isOwn: (other: Documented<'AvailabilityRule'>) =>
			contentOf(other) === contentOf(apiFields(rule)),
		mayLackTime: true,
	}),
	data: object,
});
