import type { JsonObject } from '../contract';
import { responseExample } from '../contract';
import type { Reply } from '../handlers/handler';
import type { DialectContext } from './dialect';
import { succeeded } from './dialect';
import { isRecord } from './objects';

/** The keys of lists that aren't directly in `data`. */
const NAMED: Readonly<Record<string, string>> = {
	listAgentFlowVersions: 'versions',
	listAgentWebhooks: 'webhooks',
	listCampaignWebhooks: 'webhooks',
};

/** Entries per page if the request doesn't specify it. */
const DEFAULT_PER_PAGE = 20;
/** The maximum number of entries of small pages. */
const SMALL = 10;

/** One page of a list. */
export interface Page {
	readonly entries: readonly unknown[];
	readonly current: number;
	readonly perPage: number;
	readonly total: number;
	readonly last: number;
	/** Builds `data` with these entries, including the fields next to the list if there are any. */
	readonly data: (entries: readonly unknown[]) => unknown;
}

export function isList({ operation }: DialectContext): boolean {
	if (operation.method !== 'get') return false;
	const { operationId = '' } = operation;
	return operationId in NAMED || Array.isArray(responseExample(operation, 200)?.data);
}

/** Whether the operation's page documents paging. */
export function isDocumentedAsPaged({ operation }: DialectContext): boolean {
	return queryParameter(operation, 'page');
}

function queryParameter({ parameters = [] }: DialectContext['operation'], name: string): boolean {
	return parameters.some((parameter) => 'name' in parameter && parameter.name === name);
}

/** The page that the client requested. */
function wanted(context: DialectContext): { page: number; perPage: number } {
	const query = (context.original.query ?? {}) as JsonObject;
	const perPage = Number(query.per_page ?? DEFAULT_PER_PAGE);
	return {
		page: Math.max(1, Number(query.page ?? 1)),
		perPage: context.isActive('small-pages') ? Math.min(perPage, SMALL) : perPage,
	};
}

/** The query with which the handler returns the entries for the page. */
export function queryForHandler(query: JsonObject, context: DialectContext): JsonObject {
	const { page: _page, per_page: _perPage, ...rest } = query;
	if (!isDocumentedAsPaged(context)) {
		// The handler returns the whole list, or as much of it as it can.
		return queryParameter(context.operation, 'per_page') ? { ...rest, per_page: '100' } : rest;
	}
	const { perPage } = wanted(context);
	return {
		...query,
		...(context.isActive('small-pages') ? { per_page: String(perPage) } : {}),
	};
}

/** The entries of a list in its documented form; undefined if it no longer has this form. */
function entriesOf(
	{ body }: Reply,
	{ operation: { operationId = '' } }: DialectContext,
): readonly unknown[] | undefined {
	const name = NAMED[operationId];
	if (!isRecord(body) || !('success' in body)) return undefined;
	const { data } = body;
	// A paginator in data has its page numbers next to the list.
	if (isRecord(data) && 'current_page' in data) return undefined;
	const list = name !== undefined && isRecord(data) ? data[name] : data;
	return Array.isArray(list) ? list : undefined;
}

/** The page of a list in its documented form; undefined if it isn't one. */
export function pageOf(reply: Reply, context: DialectContext): Page | undefined {
	if (!isList(context) || !succeeded(reply)) return undefined;
	const all = entriesOf(reply, context);
	if (!all || !isRecord(reply.body)) return undefined;
	const { data: around } = reply.body;
	const name = NAMED[context.operation.operationId ?? ''];
	const data = (entries: readonly unknown[]) =>
		name !== undefined && isRecord(around) ? { ...around, [name]: entries } : entries;
	const block = reply.body.pagination ?? reply.body.meta;
	if (isRecord(block)) {
		const [current, perPage, total] = [block.current_page, block.per_page, block.total].map(Number);
		return pageAt(all, { current, perPage, total }, data);
	}
	const { page, perPage } = wanted(context);
	const entries = all.slice((page - 1) * perPage, page * perPage);
	return pageAt(entries, { current: page, perPage, total: all.length }, data);
}

function pageAt(
	entries: readonly unknown[],
	{ current = 1, perPage = 1, total = 0 },
	data: Page['data'],
): Page {
	const last = Math.max(1, Math.ceil(total / Math.max(1, perPage)));
	return { entries, current, perPage, total, last, data };
}

/** The URL of another page of the list; null if it doesn't exist. */
export function pageUrl({ original }: DialectContext, page: number, last: number): string | null {
	if (page < 1 || page > last) return null;
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries((original.query ?? {}) as JsonObject)) {
		for (const each of [value].flat()) if (name !== 'page') query.append(name, String(each));
	}
	query.set('page', String(page));
	return `http://${String(original.headers.host)}/api/v1${original.path}?${query.toString()}`;
}
