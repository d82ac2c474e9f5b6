import { readPages } from '../../nodes/Talkover/operation/paging';
import { list } from '../../nodes/Talkover/operation/shapes';
import { cut, server } from '../support/servers/pagedServer';

const REQUEST = { method: 'GET', path: ['calls'] } as const;

test.each([
	['a number of elements', { total: 250 }, Infinity, [250, 250, 250]],
	['a limit below it', { total: 250 }, 150, [150, 150]],
	['no number of elements', {}, Infinity, [undefined, undefined, undefined]],
	['a number that is passed', { total: 150 }, Infinity, [150, undefined, undefined]],
])('each page is told, with %s', async (_what, known, limit, totals) => {
	const { send } = server((asked) => ({
		data: cut(250, asked).data,
		meta: { last_page: 3, ...known },
	}));
	const onPage = jest.fn();

	await readPages(send, REQUEST, list, limit, onPage);

	const found = limit === 150 ? [100, 50] : [100, 100, 50];
	expect(onPage.mock.calls).toEqual(found.map((count, page) => [count, totals[page]]));
});
