import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { ruleLocator } from './ruleLocator';
import { calendarLocator } from '../../shared/calendar';

export const deleteRule = operation({
	value: 'deleteRule',
	name: 'Delete Rule',
	action: 'Delete an availability rule',
	description:
		'Delete a rule, so that the times it opened or blocked no longer count. Events stay as they are. It cannot be undone.',
	fields: [calendarLocator, ruleLocator],
	request: ({ calendarId, ruleId }) => ({
		method: 'DELETE',
		path: ['calendars', calendarId, 'availability-rules', ruleId],
	}),
	data: deleted,
});
