import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../api/client';
import { isRecord } from '../parameters/json';
import type { Failure } from '../api/failure';
import { unreadableAnswer } from '../api/failure';
import type { ApiRequest } from '../api/request';
import type { Shape } from './shapes';

/** The most that Talkover gives at a time (API reference, `per_page` of every paged list). */
const LARGEST_PAGE = 100;

/**
 * Told after each page.
 *
 * @param found how many elements it has added
 * @param total how many there will be in all, where that is known
 */
export type OnPage = (found: number, total: number | undefined) => void;

/** What an answer says about where its page stands. */
interface Position {
	/** Undefined where it cannot be told. */
	readonly lastPage: number | undefined;
	readonly total: number | undefined;
}

/**
 * Reads a list page by page, until there is nothing more or the limit is reached; no page is asked for
 * that is not needed. What moved to the next page while the list was read is not given twice.
 *
 * Ends with any server that does not make up new elements for ever: an empty page is the last one
 * whatever is said about it, and a page that brings nothing new, where more was promised, is a failure.
 * How many pages there are is not limited. A `Send` that has been stopped ends it between two pages.
 *
 * @param limit how many elements to read at most; all without it
 */
export async function readPages<Data>(
	send: Send,
	request: ApiRequest,
	shape: Shape<Data>,
	limit = Infinity,
	onPage?: OnPage,
): Promise<Failure | { readonly ok: true; readonly output: IDataObject[] }> {
	const elements = new Map<unknown, IDataObject>();
	const size = Math.min(limit, LARGEST_PAGE);
	let previous = '';
	for (let page = 1; ; page++) {
		const query = { ...request.query, page, per_page: size };
		const answer = await send({ ...request, query });
		if (!answer.ok) return answer;
		const data = shape.read(answer.body);
		if (data === undefined) return unreadableAnswer(answer.status, answer.body);
		const found = shape.items(data);
		const text = JSON.stringify(found);
		const before = elements.size;
		for (const element of found) elements.set(element.id ?? element, element);
		const { lastPage, total } = positionOf(answer.body);
		const expected = total === undefined || total < elements.size ? undefined : total;
		onPage?.(Math.min(elements.size, limit) - before, expected && Math.min(expected, limit));
		const complete =
			found.length === 0 ||
			elements.size >= limit ||
			(lastPage === undefined ? found.length < size : page >= lastPage);
		// Of elements without ids, only the same page again tells that they are not new.
		const stuck = elements.size === before || text === previous;
		previous = text;
		// Where the number of elements is not told, more pages are a promise as well.
		const promised = total ?? (lastPage === undefined ? 0 : Infinity);
		if (stuck && !complete && promised > elements.size) {
			return unreadableAnswer(answer.status, 'Every page of the list holds the same');
		}
		if (stuck || complete) return { ok: true, output: [...elements.values()].slice(0, limit) };
	}
}

/** Both paging blocks are in use, and `last_page` is not always in them (see the API's paging pages). */
function positionOf({ meta, pagination }: IDataObject): Position {
	const paging = isRecord(meta) ? meta : isRecord(pagination) ? pagination : {};
	const { last_page: lastPage, total, per_page: perPage } = paging;
	const known = typeof total === 'number' ? total : undefined;
	if (typeof lastPage === 'number') return { lastPage, total: known };
	const countable = known !== undefined && typeof perPage === 'number' && perPage > 0;
	return { lastPage: countable ? Math.ceil(known / perPage) : undefined, total: known };
}

/** The last page of the list that an answer is a page of; 1 where it says nothing about it. */
export function lastPageOf(body: IDataObject): number {
	return positionOf(body).lastPage ?? 1;
}
