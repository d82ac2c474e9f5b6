import { operation } from '../../engine/operation';
import { deleted } from '../../engine/shapes';
import { ruleLocator } from '../../fields/availabilityRule';
import { calendarLocator } from '../../fields/calendar';

export const deleteRule = operation({
	value: 'deleteRule',
	name: 'Delete Rule',
	action: 'Delete availability rule',
	description:
		'Delete a rule, so that the times it opened or blocked no longer count. Events stay as they are. It cannot be undone.',
	fields: [calendarLocator, ruleLocator],
	request: ({ calendarId, ruleId }) => ({
		method: 'DELETE',
		path: ['calendars', calendarId, 'availability-rules', ruleId],
	}),
	data: deleted,
});
