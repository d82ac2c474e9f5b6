import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calendars',
	description:
		'List the calendars of the environment. Talkover gives at most 100 of them, even with Return All.',
	fields: [],
	// There is no `page` on this page of the reference, so what is beyond the largest one is out of reach.
	request: () => ({ method: 'GET', path: ['calendars'], query: { per_page: 100 } }),
	paging: 'none',
	data: list,
});
