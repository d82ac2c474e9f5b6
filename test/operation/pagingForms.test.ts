import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../nodes/Talkover/api/client';
import { pagingIn } from '../../nodes/Talkover/api/response/position';
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
	readonly page: number;
	/** The address of the next page by its number, and by other parameters. */
	readonly next: string | null;
	readonly nextBy: (query: string) => string | null;
}

const text = (block: IDataObject) =>
	Object.fromEntries(Object.entries(block).map(([name, value]) => [name, String(value)]));

type Form = (page: Page) => IDataObject;

/** Forms in which pages are requested by their numbers. */
const NUMBERED: [string, Form][] = [
	['meta', ({ data, block }) => ({ data, meta: block })],
	['pagination', ({ data, block }) => ({ data, pagination: block })],
	['meta with numbers as text', ({ data, block }) => ({ data, meta: text(block) })],
	['the top level', ({ data, block }) => ({ data, ...block })],
	['data', ({ data, block }) => ({ data: { data, ...block } })],
	['meta in data', ({ data, block }) => ({ data: { items: data, meta: block } })],
	['links.next', ({ data, next }) => ({ data, links: { next } })],
	['links.next.href', ({ data, next }) => ({ data, _links: { next: next && { href: next } } })],
	[
		'links with relations',
		({ data, next }) => ({ data, links: [{ rel: 'self' }, { rel: 'next', href: next }] }),
	],
	['next_page_url', ({ data, next }) => ({ data, next_page_url: next })],
	['nextPageUrl', ({ data, next }) => ({ data, nextPageUrl: next })],
	['next_page_url in data', ({ data, next }) => ({ data: { data, next_page_url: next } })],
	['next_page', ({ data, page }) => ({ data, meta: { next_page: page < LAST ? page + 1 : null } })],
	['hasNextPage', ({ data, page }) => ({ data, pageInfo: { hasNextPage: page < LAST } })],
	['last: true', ({ data, page }) => ({ data, last: page >= LAST })],
	['a total and a page size', ({ data }) => ({ data, meta: { total: TOTAL, per_page: PER_PAGE } })],
	[
		'a total and a page',
		({ data, page }) => ({ data, meta: { current_page: page, total: TOTAL } }),
	],
	['totalCount and pageSize', ({ data }) => ({ data, totalCount: TOTAL, pageSize: PER_PAGE })],
	['totalPages', ({ data, page }) => ({ data, Pagination: { Page: page, TotalPages: LAST } })],
	['pages', ({ data, page }) => ({ data, page, pages: LAST })],
	['page_count', ({ data, page }) => ({ data, meta: { page, page_count: LAST } })],
	['a Link header', ({ data, next }) => ({ data, headers: { link: linkHeader(next) } })],
	['X-Total-Pages', ({ data }) => ({ data, headers: { 'x-total-pages': String(LAST) } })],
];

const linkHeader = (next: string | null) =>
	`<https://t.test/?page=1>; rel="first"${next === null ? '' : `, <${next}>; rel="next"`}`;

/** Forms in which the next page has no number. */
const OTHERS: [string, Form][] = [
	['next_cursor', ({ data, nextBy }) => ({ data, meta: { next_cursor: nextBy('') } })],
	['nextCursor', ({ data, nextBy }) => ({ data, nextCursor: nextBy('') })],
	['cursor', ({ data, nextBy }) => ({ data, meta: { cursor: nextBy('') ?? undefined } })],
	['cursor.next', ({ data, nextBy }) => ({ data, meta: { cursor: { next: nextBy('') } } })],
	['a link with a cursor', ({ data, nextBy }) => ({ data, links: { next: nextBy('?cursor=') } })],
	[
		'paging.next.after',
		({ data, page }) => ({
			data,
			paging: page < LAST ? { next: { after: String(page + 1) } } : {},
		}),
	],
	['page[number]', ({ data, nextBy }) => ({ data, links: { next: nextBy('?page[number]=') } })],
	[
		'a Link header with a cursor',
		({ data, nextBy }) => ({ data, headers: { link: linkHeader(nextBy('/x?cursor=')) } }),
	],
	[
		'an offset',
		({ data, page }) => ({
			data,
			meta: { offset: (page - 1) * PER_PAGE, limit: PER_PAGE, total: TOTAL },
		}),
	],
];

const FORMS = [...NUMBERED, ...OTHERS];
const bare: Form = ({ data }) => ({ data });
NUMBERED.push(['nothing', bare]);

function serving(form: Form) {
	const isNumbered = NUMBERED.some(([, each]) => each === form);
	const asked: unknown[] = [];
	const send: Send = async ({ query = {} }) => {
		asked.push(query);
		const { page: number = 1, cursor = 1, offset = 0, after = cursor } = query;
		const { 'page[number]': other = after } = query;
		const page = isNumbered ? Number(number) : Number(other) + Number(offset) / PER_PAGE;
		const from = (page - 1) * PER_PAGE;
		const nextBy = (by: string) => (page < LAST ? `${by}${page + 1}` : null);
		const { headers = {}, ...body } = form({
			data: elements(from, Math.min(PER_PAGE, TOTAL - from)),
			block: { current_page: page, last_page: LAST, per_page: PER_PAGE, total: TOTAL },
			page,
			next: nextBy('https://talkover.test/agents?page='),
			nextBy,
		});
		const paging = pagingIn(headers as IDataObject);
		return { ok: true, status: 200, body, ...(paging ? { paging } : {}) };
	};
	return { asked, send };
}

async function count(
	{ send, asked }: { readonly send: Send; readonly asked: readonly unknown[] },
	paging: Paging,
	limit = Infinity,
): Promise<[elements: number, requests: number]> {
	const request = { method: 'GET', path: ['agents'] } as const;
	const result = await readPages(send, request, list, { paging, limit });
	if (!result.ok) throw new Error(result.title);
	return [new Set(result.value.elements.map(({ id }) => id)).size, asked.length];
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
	expect(await count(serving(bare), 'page')).toEqual([TOTAL, LAST + 1]);
});

test('a list without documented paging and without paging data is read with one request', async () => {
	expect(await count(serving(bare), 'none')).toEqual([PER_PAGE, 1]);
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
	).toMatchObject({ ok: true, value: { elements: { length: 7 } } });
	expect(asked).toHaveLength(2);
});

test.each<[string, number | object, number | 'fails']>([
	['a 404', 404, 200],
	['a 422', 422, 200],
	['a 204', 204, 200],
	['an empty list', { data: [] }, 200],
	['an empty body', {}, 200],
	['a message', { success: true, message: 'None' }, 200],
	['an empty object', { data: {} }, 200],
	['the last page again', { data: elements(100, 100).map((each) => ({ ...each, n: 1 })) }, 200],
	['the first page again', { data: elements(0, 100) }, 'fails'],
	['a 403', 403, 'fails'],
	['a 500', 500, 'fails'],
])('after two full pages without total, %s ends the list or fails', async (_what, beyond, read) => {
	const send: Send = async ({ query = {} }) => {
		const page = Number(query.page);
		const body = page > 2 ? beyond : { data: elements((page - 1) * 100, 100) };
		if (typeof body === 'object') return { ok: true, status: 200, body: { ...body } };
		if (body === 204) return { ok: true, status: 204, body: {} };
		return { ok: false, kind: 'rejected', status: body, title: String(body), messages: [] };
	};
	const result = await readPages(send, { method: 'GET', path: ['calls'] }, list);

	expect(result.ok ? result.value.elements.length : 'fails').toBe(read);
});

test('a 204 is an empty list', async () => {
	const send: Send = async () => ({ ok: true, status: 204, body: {} });

	expect(await readPages(send, { method: 'GET', path: ['calls'] }, list)).toEqual({
		ok: true,
		value: { elements: [], breaksPromise: false },
	});
});

test('only parameters that select a page are taken from a link', async () => {
	const queries: unknown[] = [];
	const next = 'https://elsewhere.test/x?cursor=c2&limit=20&status=failed&api_token=secret';
	const send: Send = async ({ query }) => {
		queries.push(query);
		const links = { next: queries.length === 1 ? next : null };
		return { ok: true, status: 200, body: { data: elements(queries.length * 10, 10), links } };
	};
	const request = { method: 'GET', path: ['calls'], query: { status: 'completed' } } as const;
	await readPages(send, request, list);

	expect(queries).toEqual([
		{ status: 'completed', page: 1, per_page: 100 },
		{ status: 'completed', per_page: 100, cursor: 'c2', limit: '20' },
	]);
});
