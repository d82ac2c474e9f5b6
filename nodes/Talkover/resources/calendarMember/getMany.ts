import { operation } from '../../engine/operation';
import { list } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many members of a calendar',
	description: 'List the users who share a calendar, with the role of each',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({ method: 'GET', path: ['calendars', calendarId, 'members'] }),
	paging: 'none',
	data: list,
});
