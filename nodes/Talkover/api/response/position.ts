import type { IDataObject } from 'n8n-workflow';

import { isRecord, isSet, numberIn } from '../../base/json';
import { defined } from '../../base/collections/defined';

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
}

/**
 * Reads the documented forms of paging: `meta` or `pagination`, and those of Laravel, Talkover's framework: the same fields
 * beside the list, also inside `data`, and a link to the next page. Numbers may be text.
 */
export function positionIn(body: IDataObject): Position {
	const { data, meta, pagination, links } = body;
	const blocks = [meta, pagination, body, data, links].filter(isRecord);
	const first = (name: string) => blocks.map((block) => countOf(block[name])).find(isSet);
	const [total, perPage] = [first('total'), first('per_page')];
	const counted = total !== undefined && perPage ? Math.ceil(total / perPage) : undefined;
	const lastPage = first('last_page') ?? counted;
	const next = [
		...blocks.flatMap((block) => ('next_page_url' in block ? [block.next_page_url] : [])),
		...(isRecord(links) && 'next' in links ? [links.next] : []),
	];
	const hasNext =
		next.length === 0 ? undefined : next.some((link) => isSet(link) && link !== false);
	const isPaged = lastPage === undefined && total !== undefined && isSet(first('current_page'));
	return defined({ lastPage, total, perPage, hasNext, isPaged: isPaged || undefined });
}

/** A count, as a number or as text. */
function countOf(value: unknown): number | undefined {
	const count = numberIn(value);
	return Number.isInteger(count) ? count : undefined;
}
