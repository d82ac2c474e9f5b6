import { UNDONE } from '../../operation/panel/notice';
import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { ruleLocator } from './ruleLocator';
import { calendarLocator } from '../../shared/calendar';

export const deleteRule = operation({
	value: 'deleteRule',
	name: 'Delete Rule',
	action: 'Delete an availability rule',
	description: 'Delete an availability rule permanently',
	warning: UNDONE,
	fields: [calendarLocator, ruleLocator],
	request: ({ calendarId, ruleId }) => ({
		endpoint: 'deleteAvailabilityRule',
		path: ['calendars', calendarId, 'availability-rules', ruleId],
	}),
	data: deleted,
});
