import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a calendar',
	description: 'Retrieve a calendar with its time zone and owner',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({ endpoint: 'getCalendar', path: ['calendars', calendarId] }),
	data: object,
});
