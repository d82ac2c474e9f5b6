import type { Request } from 'openapi-backend';

import type { JsonObject } from '../contract';
import type { Reply } from '../handlers/handler';
import type { Dialect, DialectContext } from './dialect';
import { withBody } from './dialect';
import type { Page } from './lists';
import { isDocumentedAsPaged, isList, pageOf, pageUrl, queryForHandler } from './lists';
import { isRecord } from './objects';

/** Dialects that define the form of a page. */
const FORM_NAMES = ['resource', 'paginator', 'paginator-in-data', 'simple-paginator'];

/** Dialects in which every list has pages. */
const PAGES = [...FORM_NAMES, 'small-pages', 'text-numbers'];

/** Whether a list has pages, regardless of its documentation. */
function isPaged(context: DialectContext): boolean {
	const { operationId = '' } = context.operation;
	const isPagedInFile = context.isActive('bare') && PAGED_IN_FILE.has(operationId);
	return isDocumentedAsPaged(context) || isPagedInFile || PAGES.some(context.isActive);
}

/** Lists that have pages in the OpenAPI file, which `bare` is like, but not on the reference pages. */
const PAGED_IN_FILE = new Set(['listActions', 'listPhoneNumbers', 'listTrainings']);

/** A dialect that defines the form of each page of a list. */
function paged(
	name: string,
	description: string,
	form: (page: Page, context: DialectContext) => JsonObject,
): Dialect {
	return {
		name,
		description,
		decode,
		encode: (reply, context) => {
			const page = isPaged(context) ? pageOf(reply, context) : undefined;
			return page ? { ...reply, body: form(page, context) } : reply;
		},
	};
}

/** Requests the entries for the page from the handler. */
export function decode(request: Request, context: DialectContext): Request {
	if (!isList(context) || !isPaged(context)) return request;
	const query = queryForHandler((request.query ?? {}) as JsonObject, context);
	return { ...request, query: query as Record<string, string> };
}

function numbers({ current, last, perPage, total }: Page): JsonObject {
	return { current_page: current, last_page: last, per_page: perPage, total };
}

function links({ current, last }: Page, context: DialectContext): JsonObject {
	return {
		first: pageUrl(context, 1, last),
		last: pageUrl(context, last, last),
		prev: pageUrl(context, current - 1, last),
		next: pageUrl(context, current + 1, last),
	};
}

function nextPageUrl({ current, last }: Page, context: DialectContext): string | null {
	return pageUrl(context, current + 1, last);
}

/** A Laravel paginator: the page numbers are next to the list. */
function paginator(page: Page, context: DialectContext): JsonObject {
	const data = page.data(page.entries);
	// A list with a name of its own has it here too.
	const named = isRecord(data) ? data : { data };
	return { ...numbers(page), ...named, next_page_url: nextPageUrl(page, context) };
}

const FORMS: readonly Dialect[] = [
	paged(
		'resource',
		'Every list is a Laravel resource collection: data, meta and links.',
		(page, context) => ({
			data: page.data(page.entries),
			meta: numbers(page),
			links: links(page, context),
		}),
	),
	paged(
		'paginator',
		'Every list is a Laravel paginator: the page numbers and next_page_url are next to data.',
		(page, context) => {
			const data = page.data(page.entries);
			return { ...numbers(page), data, next_page_url: nextPageUrl(page, context) };
		},
	),
	paged('paginator-in-data', 'Every list is a Laravel paginator inside data.', (page, context) => ({
		success: true,
		data: paginator(page, context),
	})),
	paged('simple-paginator', 'Every list has a next_page_url, and no totals.', (page, context) => ({
		data: page.data(page.entries),
		next_page_url: nextPageUrl(page, context),
	})),
];

const NUMBERS = ['current_page', 'from', 'last_page', 'per_page', 'to', 'total'];

/** The paging block of the reference. */
function documentedForm(page: Page): JsonObject {
	return { success: true, data: page.data(page.entries), meta: numbers(page) };
}

function asText(block: JsonObject): JsonObject {
	const entries = Object.entries(block).map(([name, value]) => [
		name,
		NUMBERS.includes(name) && typeof value === 'number' ? String(value) : value,
	]);
	return Object.fromEntries(entries) as JsonObject;
}

/** Converts all numbers of paging to text, at any depth. */
function withTextNumbers(body: JsonObject): JsonObject {
	const inner = Object.entries(body).map(([name, value]) => [
		name,
		['data', 'meta', 'pagination'].includes(name) && isRecord(value) ? asText(value) : value,
	]);
	return asText(Object.fromEntries(inner) as JsonObject);
}

/** A list with the paging block of the reference, unless it has one already. */
export function numbered(reply: Reply, context: DialectContext): Reply {
	const hasBlock = isRecord(reply.body) && ('meta' in reply.body || 'pagination' in reply.body);
	const page = isPaged(context) && !hasBlock ? pageOf(reply, context) : undefined;
	return page ? { ...reply, body: documentedForm(page) } : reply;
}

const NUMBERED: readonly Dialect[] = [
	{
		name: 'small-pages',
		description:
			'Every list has pages of at most 10 entries, regardless of the page size that is requested.',
		decode,
		encode: numbered,
	},
	{
		name: 'text-numbers',
		description: 'Every list has pages, and the page numbers are text.',
		decode,
		encode: (reply, context) =>
			isList(context) ? withBody(numbered(reply, context), withTextNumbers) : reply,
	},
];

/** Dialects for lists. If several define the form, the first one wins. */
export const PAGING: readonly Dialect[] = [...FORMS, ...NUMBERED];
