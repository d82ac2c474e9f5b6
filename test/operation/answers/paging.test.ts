import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import type { Send } from '../../../nodes/Talkover/api/client';
import { failureFromAnswer } from '../../../nodes/Talkover/api/response/failure';
import { readPages } from '../../../nodes/Talkover/operation/answers/paging';
import { list } from '../../../nodes/Talkover/operation/answers/shapes';
import { cut, elements, server } from '../../support/servers/pagedServer';

const REQUEST = { endpoint: 'listCalls', path: ['calls'], query: { status: 'completed' } } as const;

const read = (send: Send, limit?: number) =>
	readPages(send, REQUEST, list, limit === undefined ? {} : { limit });

/** The IDs of the elements that were read. */
async function idsOf(send: Send, limit?: number): Promise<unknown[]> {
	const result = await read(send, limit);
	if (!result.ok) throw new Error(result.title);
	return result.value.elements.map(({ id }) => id);
}

const first = (count: number) => elements(0, count).map(({ id }) => id);

describe.each(['meta', 'pagination'])('a list with the paging block %s is read', (name) => {
	const whole = (total: number, most?: number) =>
		server((asked) => {
			const { data, block, last } = cut(total, asked, most);
			return { data, [name]: { ...block, last_page: last } };
		});

	test.each([
		[0, 1],
		[1, 1],
		[99, 1],
		[100, 1],
		[101, 2],
		[250, 3],
	])('a list of %i elements is read with %i requests', async (total, requests) => {
		const { asked, send } = whole(total);

		expect(await idsOf(send)).toEqual(first(total));
		expect(asked).toHaveLength(requests);
		expect(asked.every(({ size }) => size === 100)).toBe(true);
	});

	test.each([
		[1, 1],
		[100, 1],
		[101, 2],
		[150, 2],
		[200, 2],
	])('a list is read up to a limit of %i with %i requests', async (limit, requests) => {
		const { asked, send } = whole(1000);

		expect(await idsOf(send, limit)).toEqual(first(limit));
		expect(asked).toHaveLength(requests);
		expect(asked[0]?.size).toBe(Math.min(limit, 100));
	});
});

test('the filters are sent with the request for every page', async () => {
	const queries: unknown[] = [];
	await read(async (request) => {
		queries.push(request.query);
		return doneWith(request, { data: elements(queries.length * 100, 100) });
	}, 150);

	expect(queries).toEqual([
		{ status: 'completed', page: 1, per_page: 100 },
		{ status: 'completed', page: 2, per_page: 100 },
	]);
});

test.each([true, false])(
	'a list ends with an empty page when last_page is too high (total in the response: %p)',
	async (told) => {
		const { asked, send } = server((request) => {
			const { data, block } = cut(150, request);
			return { data, meta: { ...(told ? block : {}), last_page: 9_999 } };
		});

		expect(await idsOf(send)).toEqual(first(150));
		expect(asked).toHaveLength(3);
	},
);

test('a list ends with a repeated page when last_page is too high', async () => {
	const { asked, send } = server(({ page, size }) => {
		const { data, block } = cut(150, { page: Math.min(page, 2), size });
		return { data, meta: { ...block, last_page: 9_999 } };
	});

	expect(await idsOf(send)).toEqual(first(150));
	expect(asked).toHaveLength(3);
});

test.each([
	['a total of more elements', { total: 500, per_page: 100 }],
	['more pages', { last_page: 5 }],
])('a list fails when all pages are the same and there is %s', async (_name, pagination) => {
	const { asked, send } = server(() => ({ data: elements(0, 100), pagination }));

	expect(await read(send)).toMatchObject({
		ok: false,
		why: 'unreadable',
		messages: [{ text: 'Every page of the list is the same' }],
	});
	expect(asked).toHaveLength(2);
});

test('an element that moves to the next page during the read is returned once', async () => {
	const { send } = server(({ page }) => ({
		data: page === 1 ? elements(0, 100) : elements(98, 30),
		meta: { last_page: 2, total: 128 },
	}));

	expect(await idsOf(send)).toEqual(first(128));
});

test('only new elements count toward the limit', async () => {
	const { asked, send } = server(({ page }) => ({
		data: elements((page - 1) * 90, 100),
		meta: { last_page: 9 },
	}));

	expect(await idsOf(send, 195)).toEqual(first(195));
	expect(asked).toHaveLength(3);
});

test('identical elements without an ID are all returned', async () => {
	const data = () => [{ name: 'same' }, { name: 'same' }, { id: '', name: 'same' }];
	const meta = { last_page: 2 };
	const { send } = server(() => ({ data: data(), meta }));

	expect(await read(send)).toMatchObject({ value: { elements: [...data(), ...data()] } });
});

test.each([
	['fails without a paging block', {}, { ok: false, why: 'unreadable' }],
	[
		'fails when the response has more pages',
		{ meta: { last_page: 1e9 } },
		{ ok: false, why: 'unreadable' },
	],
])('a list that repeats a page without IDs forever %s', async (_what, said, result) => {
	const { send, asked } = server(() => ({
		data: elements(0, 100).map(() => ({ name: 'same' })),
		...said,
	}));

	expect(await read(send)).toMatchObject(result);
	expect(asked).toHaveLength(2);
});

test('reading pages without IDs that repeat in turns fails instead of going on forever', async () => {
	const { send, asked } = server(({ page }) => {
		// Without waits, no timeout would end the test.
		if (page > 20) throw new Error('The list never ends');
		return {
			data: [{ name: `page ${page % 3}` }],
			links: { next: 'https://talkover.example/next' },
		};
	});

	expect(await read(send)).toMatchObject({ ok: false, why: 'unreadable' });
	expect(asked).toHaveLength(4);
});

test('a page that fails ends the read with its error', async () => {
	const failure = failureFromAnswer(403, {});
	let page = 0;
	const send: Send = async () =>
		++page === 1 ? doneWith({ endpoint: 'listCalls' }, { data: elements(0, 100) }) : failure;

	expect(await read(send)).toBe(failure);
});

test.each([
	['is not a list', { data: 'none' }],
	['is empty in spite of its total', { data: [], meta: { total: 55 } }],
])('a first page that %s is an error', async (_what, page) => {
	const { send } = server(() => page);

	expect(await read(send)).toMatchObject({ ok: false, why: 'unreadable' });
});

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
