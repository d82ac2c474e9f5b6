import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';

export const getRules = operation({
	value: 'getRules',
	name: 'Get Rules',
	action: 'Get the availability rules of a calendar',
	description: 'List the weekly hours of a calendar, and the dates on which they do not hold',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({
		method: 'GET',
		path: ['calendars', calendarId, 'availability-rules'],
	}),
	paging: 'none',
	data: list,
});
