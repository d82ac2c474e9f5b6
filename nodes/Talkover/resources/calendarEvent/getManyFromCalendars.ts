import { apiFields } from '../../api/request';
import { required } from '../../engine/field';
import { collection } from '../../engine/fieldGroups';
import { idList } from '../../engine/listTypes';
import { operation } from '../../engine/operation';
import { list } from '../../engine/shapes';
import { calendars } from '../../fields/calendar';
import { from, to } from '../../fields/eventSettings';
import { allOf } from '../../fields/locator';

const calendarIds = required(
	idList({
		displayName: 'Calendar Names or IDs',
		name: 'calendarIds',
		method: 'getCalendars',
		load: allOf(calendars),
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
	action: 'Get many calendar events from several calendars',
	description: 'List the events of several calendars at once',
	fields: [calendarIds, filters],
	request: ({ calendarIds: ids, filters: chosen }) => ({
		method: 'GET',
		path: ['calendars', 'events'],
		query: apiFields({ calendarIds: ids, ...chosen }),
	}),
	paging: 'none',
	data: list,
});
