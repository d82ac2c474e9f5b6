import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calendar members',
	description: 'Retrieve a list of the members of a calendar',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({
		endpoint: 'listCalendarMembers',
		path: ['calendars', calendarId, 'members'],
	}),
	isList: true,
	data: list,
});
