import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { collection } from '../../parameters/groups';
import { idList } from '../../parameters/lists';
import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { calendars } from '../../shared/calendar';
import { from, to } from '../../shared/time/timeRange';
import { allOf } from '../../pickers/locator';

const calendarIds = required(
	idList({
		displayName: 'Calendar Names or IDs',
		name: 'calendarIds',
		method: 'getCalendars',
		load: allOf(calendars),
		hint: 'The calendars whose events are retrieved. In an expression, separate several IDs with commas.',
	}),
);

const filters = collection({
	displayName: 'Filters',
	name: 'filters',
	placeholder: 'Add Filter',
	fields: [from, to],
});

export const getManyFromCalendars = operation({
	value: 'getManyFromCalendars',
	name: 'Get Many From Calendars',
	action: 'Get many events from several calendars',
	description: 'Retrieve a list of the events of several calendars',
	fields: [calendarIds, filters],
	request: ({ calendarIds: ids, filters: chosen }) => ({
		method: 'GET',
		path: ['calendars', 'events'],
		query: requestFields('ListCalendarEventsBatchQuery', { calendarIds: ids, ...chosen }),
	}),
	paging: 'none',
	data: list,
});
