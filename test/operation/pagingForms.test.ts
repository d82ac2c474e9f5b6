import type { IDataObject } from 'n8n-workflow';

import type { Paging } from '../../nodes/Talkover/operation/pager';
import { readPages } from '../../nodes/Talkover/operation/paging';
import { list } from '../../nodes/Talkover/operation/shapes';
import { elements, server } from '../support/servers/pagedServer';

const TOTAL = 55;
const PER_PAGE = 20;
const LAST = 3;

/** A page of 20 of 55 elements, regardless of the requested page size. */
interface Page {
	readonly data: IDataObject[];
	readonly block: IDataObject;
	readonly next: string | null;
}

const text = (block: IDataObject) =>
	Object.fromEntries(Object.entries(block).map(([name, value]) => [name, String(value)]));

const FORMS: [string, (page: Page) => IDataObject][] = [
	['meta', ({ data, block }) => ({ data, meta: block })],
	['pagination', ({ data, block }) => ({ data, pagination: block })],
	['meta with numbers as text', ({ data, block }) => ({ data, meta: text(block) })],
	['the top level', ({ data, block }) => ({ data, ...block })],
	['data', ({ data, block }) => ({ data: { data, ...block } })],
	['meta in data', ({ data, block }) => ({ data: { items: data, meta: block } })],
	['links.next', ({ data, next }) => ({ data, links: { next } })],
	['next_page_url', ({ data, next }) => ({ data, next_page_url: next })],
	['next_page_url in data', ({ data, next }) => ({ data: { data, next_page_url: next } })],
	['a total and a page size', ({ data }) => ({ data, meta: { total: TOTAL, per_page: PER_PAGE } })],
];

function serving(form: (page: Page) => IDataObject) {
	return server((asked) => {
		const page = Number.isNaN(asked.page) ? 1 : asked.page;
		const from = (page - 1) * PER_PAGE;
		const next = page < LAST ? `https://talkover.test/agents?page=${page + 1}` : null;
		return form({
			data: elements(from, Math.min(PER_PAGE, TOTAL - from)),
			block: { current_page: page, last_page: LAST, per_page: PER_PAGE, total: TOTAL },
			next,
		});
	});
}

async function count(
	{ send, asked }: ReturnType<typeof server>,
	paging: Paging,
	limit = Infinity,
): Promise<[elements: number, requests: number]> {
	const request = { method: 'GET', path: ['agents'] } as const;
	const result = await readPages(send, request, list, { paging, limit });
	if (!result.ok) throw new Error(result.title);
	return [new Set(result.value.map(({ id }) => id)).size, asked.length];
}

describe.each(FORMS)('a list with its position in %s is read', (_name, form) => {
	test.each(['page', 'none'] as const)('a list is read completely (paging: %s)', async (paging) => {
		expect(await count(serving(form), paging)).toEqual([TOTAL, LAST]);
	});

	test.each([
		[1, 1],
		[20, 1],
		[21, 2],
		[54, 3],
	])('a list is read up to a limit of %i with %i requests', async (limit, requests) => {
		expect(await count(serving(form), 'page', limit)).toEqual([limit, requests]);
	});
});

test('a list with documented paging but no paging data is read until an empty page', async () => {
	expect(
		await count(
			serving(({ data }) => ({ data })),
			'page',
		),
	).toEqual([TOTAL, LAST + 1]);
});

test('a list without documented paging and without paging data is read with one request', async () => {
	expect(
		await count(
			serving(({ data }) => ({ data })),
			'none',
		),
	).toEqual([PER_PAGE, 1]);
});

test('a list without documented paging is first requested without paging', async () => {
	const queries: unknown[] = [];
	await readPages(
		async ({ query }) => {
			queries.push(query);
			const data = elements(queries.length * 10, 10);
			return { ok: true, status: 200, body: { data, meta: { last_page: 2 } } };
		},
		{ method: 'GET', path: ['phone-numbers'], query: { search: 'a' } },
		list,
		{ paging: 'none' },
	);

	expect(queries).toEqual([{ search: 'a' }, { search: 'a', page: 2 }]);
});

test('the total of a list without documented paging is not relied on', async () => {
	const versions = () => ({ data: { versions: elements(0, 3), total: 99 } });

	expect(await count(server(versions), 'none')).toEqual([3, 1]);
});

test('a server that ignores the page number gets at most two requests', async () => {
	const same = () => ({ data: elements(0, 7).map(() => ({ name: 'same' })) });
	const { send, asked } = server(same);

	expect(
		await readPages(send, { method: 'GET', path: ['calls'] }, list, { paging: 'page' }),
	).toMatchObject({ ok: true, value: { length: 7 } });
	expect(asked).toHaveLength(2);
});
