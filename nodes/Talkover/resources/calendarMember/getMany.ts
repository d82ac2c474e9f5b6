import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';

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
