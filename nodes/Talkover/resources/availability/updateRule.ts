import { updates } from '../../parameters/groups';
import { changedFields } from '../../operation/changes';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { ruleLocator } from './ruleLocator';
import { calendarLocator } from '../../shared/calendar';
import { available, date, daysOfWeek, endTime, startTime, timezone, type } from './ruleFields';

const updateFields = updates([available, date, daysOfWeek, endTime, startTime, timezone, type]);

export const updateRule = operation({
	value: 'updateRule',
	name: 'Update Rule',
	action: 'Update an availability rule',
	description: 'Update a rule for when a calendar can be booked',
	fields: [calendarLocator, ruleLocator, updateFields],
	request: ({ calendarId, ruleId, updateFields: changes }) => {
		const body = changedFields('UpdateAvailabilityRuleRequest', changes);
		return {
			endpoint: 'updateAvailabilityRule',
			path: ['calendars', calendarId, 'availability-rules', ruleId],
			body,
		};
	},
	data: object,
});
