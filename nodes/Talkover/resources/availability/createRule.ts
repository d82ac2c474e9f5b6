import { apiFields } from '../../parameters/apiNames';
import { requiredIfShown, shownWhen } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import { object } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { available, date, daysOfWeek, endTime, startTime, timezone, type } from './ruleFields';

const recurring = { type: ['recurring'] };
const exception = { type: ['exception'] };

export const createRule = operation({
	value: 'createRule',
	name: 'Create Rule',
	action: 'Create an availability rule',
	description:
		'Say when a calendar can be booked: hours that recur every week, or one date that is open or blocked',
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
		method: 'POST',
		path: ['calendars', calendarId, 'availability-rules'],
		body: apiFields(rule),
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
			where: 'among the availability rules of the calendar',
		},
	}),
	data: object,
});
