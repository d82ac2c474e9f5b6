import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';

export const getRules = operation({
	value: 'getRules',
	name: 'Get Rules',
	action: 'Get the availability rules of a calendar',
	description: 'Retrieve a list of the weekly hours and their exceptions',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({
		endpoint: 'listAvailabilityRules',
		path: ['calendars', calendarId, 'availability-rules'],
	}),
	isList: true,
	data: list,
});
