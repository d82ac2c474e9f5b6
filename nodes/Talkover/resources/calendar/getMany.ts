import { requestFields } from '../../api/contract/requestFields';
import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calendars',
	description:
		'Retrieve a list of the calendars in the environment. Talkover returns at most 100 of them, even with Return All.',
	fields: [],
	// The documentation of this list has no `page`, so only its largest page can be read.
	request: () => ({
		method: 'GET',
		path: ['calendars'],
		query: requestFields('ListCalendarsQuery', { perPage: 100 }),
	}),
	paging: 'none',
	data: list,
});
