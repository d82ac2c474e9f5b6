import { readPages } from '../../nodes/Talkover/operation/paging';
import { list } from '../../nodes/Talkover/operation/shapes';
import { cut, server } from '../support/servers/pagedServer';

const REQUEST = { method: 'GET', path: ['calls'] } as const;

test.each([
	['the total is known', { total: 250 }, Infinity, [250, 250, 250]],
	['the limit is lower than the total', { total: 250 }, 150, [150, 150]],
	['the total is unknown', {}, Infinity, [undefined, undefined, undefined]],
	['the list is longer than the total', { total: 150 }, Infinity, [150, undefined, undefined]],
])('onPage reports each page when %s', async (_what, known, limit, totals) => {
	const { send } = server((asked) => ({
		data: cut(250, asked).data,
		meta: { last_page: 3, ...known },
	}));
	const onPage = jest.fn();

	await readPages(send, REQUEST, list, { limit, onPage });

	const found = limit === 150 ? [100, 50] : [100, 100, 50];
	expect(onPage.mock.calls).toEqual(found.map((count, page) => [count, totals[page]]));
});
