import type { IDataObject } from 'n8n-workflow';

import type { JsonObject } from '../../base/json';
import { isList, isRecord, isSet, isText } from '../../base/json';
import { words } from '../../base/text/words';
import { defined } from '../../base/collections/defined';
import { plainName } from '../../base/apiNames';
import { countOf, levelsOf } from './answer';

/** What a response says about the position of its page in the list. */
export interface Position {
	/** Undefined if unknown, like all of these. */
	readonly lastPage?: number;
	/** The number of elements in the whole list. */
	readonly total?: number;
	/** The number of elements per page, which may be lower than requested. */
	readonly perPage?: number;
	/** Whether the response links to a next page; undefined if it has no field for such a link. */
	readonly hasNext?: boolean;
	/** Whether the total belongs to a paged list, and isn't just the number of elements in this response. */
	readonly isPaged?: boolean;
	/** The query of the next page, if it has no number. */
	readonly next?: IDataObject;
	/** The number of elements before the page, if it has no number. */
	readonly offset?: number;
}

/** Names of fields in lower case without separators, so that `lastPage` and `last_page` are the same. */
type Block = JsonObject;

/** The names in the form of {@link Block}. */
function plain(names: string): readonly string[] {
	return words(names).map(plainName);
}

const BLOCKS = plain('links meta page page_info paginator paging pagination');

const LAST_PAGE = plain('last_page total_pages pages page_count pages_total num_pages');
const TOTAL = plain(`
	total total_count total_items total_records total_results total_elements total_entries
	records_total total_rows
`);
const PER_PAGE = plain('per_page page_size items_per_page limit');
const PAGE = plain('current_page page page_number');
const OFFSET = plain('offset skip');
const LINKS = plain('next next_page_url next_url next_link');
const CURSORS = plain('next_cursor end_cursor next_page_token next_token');
const FLAGS = plain('has_more has_next has_next_page has_more_pages next_page');
const ENDS = plain('last is_last_page is_last');

/**
 * Reads every form of paging in Talkover's publications, in Laravel, its framework, and in services in front of it:
 * `meta`, `pagination`, the same fields at the top level or in `data`, links to the next page, cursors and offsets.
 * Names may be in any case, and numbers may be text.
 *
 * @param asked the query of the request, because a response may repeat its own cursor
 * @param headers as returned by {@link pagingIn}
 */
export function positionIn(
	body: IDataObject,
	asked: IDataObject = {},
	headers: IDataObject = {},
): Position {
	const blocks = [...levelsOf(body), headers].flatMap((level) => blocksIn(level));
	const total = first(blocks, TOTAL);
	const perPage = first(blocks, PER_PAGE);
	const page = first(blocks, PAGE);
	const lastPage =
		first(blocks, LAST_PAGE) ??
		(total !== undefined && perPage ? Math.ceil(total / perPage) : undefined);
	const hasNext = hasNextIn(blocks, asked);
	const next = page === undefined ? nextIn(blocks, asked) : undefined;
	const offset = page === undefined && next === undefined ? first(blocks, OFFSET) : undefined;
	const isPaged =
		lastPage === undefined && blocks.some((block) => has(block, TOTAL) && has(block, PAGE));
	return defined({
		lastPage,
		total,
		perPage,
		hasNext,
		isPaged: isPaged || undefined,
		next,
		offset,
	});
}

/** A level and the blocks in it. */
function blocksIn(level: unknown, depth = 0): readonly Block[] {
	if (isList(level)) return [relationsIn(level)];
	if (!isRecord(level)) return [];
	const block: Block = Object.fromEntries(
		Object.keys(level).map((name) => [plainName(name), level[name]]),
	);
	if (depth === 2) return [block];
	const inner = BLOCKS.filter((name) => typeof block[name] === 'object');
	const cursors = [block.cursor, block.cursors].filter(isRecord);
	return [
		...inner.flatMap((name) => blocksIn(block[name], depth + 1)),
		...cursors.map(({ next, after = next }) => ({ [plainName('next_cursor')]: after })),
		block,
	];
}

/** `[{rel: 'next', href: …}]` */
function relationsIn(links: readonly unknown[]): Block {
	const relations = links.filter(isRecord).filter(({ rel }) => rel === 'next' || rel === 'last');
	return Object.fromEntries(relations.map((link) => [String(link.rel), link]));
}

function has(block: Block, names: readonly string[]): boolean {
	return names.some((name) => isSet(block[name]) && typeof block[name] !== 'object');
}

function first(blocks: readonly Block[], names: readonly string[]): number | undefined {
	return blocks
		.flatMap((block) => names.map((name) => countOf(block[name])))
		.find((count) => count !== undefined);
}

function hasNextIn(blocks: readonly Block[], asked: IDataObject): boolean | undefined {
	const fields = blocks.flatMap((block) => [
		...[...LINKS, ...CURSORS, ...FLAGS].flatMap((name) => (name in block ? [block[name]] : [])),
		...ENDS.flatMap((name) => (typeof block[name] === 'boolean' ? [!block[name]] : [])),
		...(isText(block.cursor) ? [block.cursor !== asked.cursor] : []),
	]);
	return fields.length === 0 ? undefined : fields.some(isPromise);
}

function isPromise(value: unknown): boolean {
	if (isRecord(value)) return linkIn(value) !== undefined;
	return isSet(value) && value !== false && value !== 0 && value !== 'false' && value !== '0';
}

/** The address in a link: text, or an object with it. */
function linkIn(value: unknown): string | undefined {
	if (!isRecord(value)) return isText(value) ? value : undefined;
	const { href, url = href, link = url, after } = value;
	if (isText(link)) return link;
	return isText(after) ? `?after=${encodeURIComponent(after)}` : undefined;
}

/** Names of parameters in a link that select a page. Others could be secrets. */
const SELECTS =
	/^(?:page|cursor|offset|skip|after|start|from|limit|per_?page|page_?(?:token|size)|next_?token)$|^page\[/i;

/** The query of the next page; undefined if there is none, or if it is the next number. */
function nextIn(blocks: readonly Block[], asked: IDataObject): IDataObject | undefined {
	const links = blocks.flatMap((block) => LINKS.flatMap((name) => linkIn(block[name]) ?? []));
	for (const link of links) {
		const query = queryOf(link);
		if ('page' in query && countOf(query.page) !== undefined) return undefined;
		if (Object.keys(query).length > 0) return query;
	}
	for (const name of [...CURSORS, 'cursor']) {
		const cursor = blocks.map((block) => block[name]).find(isText);
		if (cursor === undefined || (name === 'cursor' && cursor === asked.cursor)) continue;
		return name.endsWith('token') ? { page_token: cursor } : { cursor };
	}
	return undefined;
}

function queryOf(link: string): IDataObject {
	const base = 'https://talkover.invalid';
	if (!URL.canParse(link, base)) return {};
	const entries = [...new URL(link, base).searchParams].filter(([name]) => SELECTS.test(name));
	return Object.fromEntries(entries);
}

/** What headers say about paging, as a block; undefined if nothing. */
export function pagingIn(headers: Readonly<Record<string, unknown>>): IDataObject | undefined {
	const link = isText(headers.link) ? nextLinkIn(headers.link) : undefined;
	const counts = Object.entries(HEADERS)
		.map(([name, field]) => [field, headers[name]] as const)
		.filter(([, value]) => isText(value));
	const block: IDataObject = Object.fromEntries(counts) as IDataObject;
	if (link !== undefined) block.next = link;
	return Object.keys(block).length === 0 ? undefined : block;
}

const HEADERS: Readonly<Record<string, string>> = {
	'x-total-count': 'total',
	'x-total': 'total',
	'x-total-pages': 'total_pages',
	'x-page-count': 'total_pages',
	'x-next-cursor': 'next_cursor',
	'x-next-page': 'next_page',
};

/** The target of `<https://…>; rel="next"` (RFC 8288); empty if the header links to other pages only. */
function nextLinkIn(header: string): string | undefined {
	const links = header.slice(0, LONGEST_HEADER).split(/,(?=\s*<)/);
	const next = links.find((link) => /;\s*rel\s*=\s*"?next\b/i.test(link));
	const isPaged = links.some((link) => /;\s*rel\s*=\s*"?(?:first|last|prev)\b/i.test(link));
	return next === undefined ? (isPaged ? '' : undefined) : /<([^<>]*)>/.exec(next)?.[1];
}

const LONGEST_HEADER = 4_000;
