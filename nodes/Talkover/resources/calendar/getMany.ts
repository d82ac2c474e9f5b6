import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { CALENDAR_LIST } from '../../shared/calendar';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calendars',
	description: 'Retrieve a list of the calendars, 100 at most',
	fields: [],
	request: () => CALENDAR_LIST,
	isList: true,
	data: list,
});
