import type { IDataObject } from 'n8n-workflow';

import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import type { Send } from '../../../nodes/Talkover/api/client';
import { failureFromAnswer } from '../../../nodes/Talkover/api/response/failure';
import { readPages } from '../../../nodes/Talkover/operation/answers/paging';
import { list } from '../../../nodes/Talkover/operation/answers/shapes';
import { elements, server } from '../../support/servers/pagedServer';

const TOTAL = 55;
const PER_PAGE = 20;
const LAST = 3;

/** A page of 20 of 55 elements, regardless of the requested page size. */
interface Page {
	readonly data: IDataObject[];
	readonly block: IDataObject;
	readonly page: number;
	/** The address of the next page. */
	readonly next: string | null;
}

type Form = (page: Page) => IDataObject;

/** The ways to say that there are more pages, besides `last_page`. `positionIn` finds them anywhere. */
const FORMS: [string, Form][] = [
	['links.next', ({ data, next }) => ({ data, links: { next } })],
	[
		'links.next with an object',
		({ data, next }) => ({ data, links: { next: next && { href: next } } }),
	],
	['a total and a page size', ({ data }) => ({ data, meta: { total: TOTAL, per_page: PER_PAGE } })],
	[
		'a total and a page',
		({ data, page }) => ({ data, meta: { current_page: page, total: TOTAL } }),
	],
];

const bare: Form = ({ data }) => ({ data });

function serving(form: Form) {
	const asked: unknown[] = [];
	const send: Send = async ({ query = {} }) => {
		asked.push(query);
		const page = Number(query.page ?? 1);
		const from = (page - 1) * PER_PAGE;
		const body = form({
			data: elements(from, Math.min(PER_PAGE, TOTAL - from)),
			block: { current_page: page, last_page: LAST, per_page: PER_PAGE, total: TOTAL },
			page,
			next: page < LAST ? `https://talkover.test/agents?page=${page + 1}` : null,
		});
		return doneWith({ endpoint: 'listCalls' }, body);
	};
	return { asked, send };
}

async function count(
	{ send, asked }: { readonly send: Send; readonly asked: readonly unknown[] },
	paging: 'none' | 'page',
	limit = Infinity,
): Promise<[elements: number, requests: number]> {
	const request = {
		page: { endpoint: 'listAgents', path: ['agents'] },
		none: { endpoint: 'listPhoneNumbers', path: ['phone-numbers'] },
	} as const;
	const result = await readPages(send, request[paging], list, { limit });
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
			return doneWith({ endpoint: 'listCalls' }, { data, meta: { last_page: 2 } });
		},
		{ endpoint: 'listPhoneNumbers', path: ['phone-numbers'], query: { search: 'a' } },
		list,
	);

	expect(queries).toEqual([{ search: 'a' }, { search: 'a', page: 2 }]);
});

test('the total of a list without documented paging is not relied on', async () => {
	const versions = () => ({ data: elements(0, 3), total: 99 });

	expect(await count(server(versions), 'none')).toEqual([3, 1]);
});

test.each<[string, IDataObject]>([
	['a total of 0', { total: 0 }],
	['a total of fewer elements', { total: 7 }],
	['a last page of 0', { last_page: 0 }],
])('a list with %s is read until an empty page', async (_what, meta) => {
	const contradicting: Form = ({ data }) => ({ data, meta });

	expect(await count(serving(contradicting), 'page')).toEqual([TOTAL, LAST + 1]);
});

test.each([1, 7, 20, 100, 250])(
	'a server that ignores the page number and says nothing about pages gets two requests, and %i elements are no list',
	async (size) => {
		const { send, asked } = server(() => ({ data: elements(0, size) }));

		expect(await readPages(send, { endpoint: 'listCalls', path: ['calls'] }, list)).toMatchObject({
			ok: false,
			why: 'unreadable',
		});
		expect(asked).toHaveLength(2);
	},
);

test.each<[string, number | object, number | 'fails']>([
	['an empty list', { data: [] }, 200],
	['a 404', 404, 'fails'],
	['a 204', 204, 'fails'],
	['an empty body', {}, 'fails'],
	['the last page again', { data: elements(100, 100).map((each) => ({ ...each, n: 1 })) }, 'fails'],
	['a 403', 403, 'fails'],
])('after two full pages without total, %s ends the list or fails', async (_what, beyond, read) => {
	const send: Send = async ({ query = {} }) => {
		const page = Number(query.page);
		const body = page > 2 ? beyond : { data: elements((page - 1) * 100, 100) };
		if (typeof body === 'object') return doneWith({ endpoint: 'listCalls' }, { ...body });
		if (body === 204) return doneWith({ endpoint: 'listCalls' }, {}, 204);
		return failureFromAnswer(body, {});
	};
	const result = await readPages(send, { endpoint: 'listCalls', path: ['calls'] }, list);

	expect(result.ok ? result.value.elements.length : 'fails').toBe(read);
});
