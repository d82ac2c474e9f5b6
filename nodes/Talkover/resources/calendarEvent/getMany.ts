import { requestFields } from '../../api/contract/requestFields';
import { filtersOf } from '../../parameters/groups';
import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { from, to } from '../../shared/time/timeRange';
import { status } from './fields';

const filters = filtersOf([from, status, to]);

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calendar events',
	description: 'Retrieve a list of the events of a calendar',
	fields: [calendarLocator, filters],
	request: ({ calendarId, filters: chosen }) => ({
		endpoint: 'listCalendarEvents',
		path: ['calendars', calendarId, 'events'],
		query: requestFields('ListCalendarEventsQuery', chosen),
	}),
	isList: true,
	data: list,
});
