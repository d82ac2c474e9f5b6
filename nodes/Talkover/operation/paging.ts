import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { Position } from '../api/response/answer';
import { idOf, isConfirmation, positionIn } from '../api/response/answer';
import type { Answer, Send } from '../api/client';
import type { Failure } from '../api/response/failure';
import { unreadable, unreadableAnswer } from '../api/response/failure';
import type { ApiRequest } from '../api/request';
import type { Shape } from './shapes';

/** The most elements that Talkover returns per page (API reference, `per_page` of every paged list). */
const LARGEST_PAGE = 100;

/** How Talkover documents a list: paged, or all at once. */
export type Paging = 'none' | 'page';

/**
 * Called after each page.
 *
 * @param found the number of elements that the page added
 * @param total the number of elements in the end, if known
 */
export type OnPage = (found: number, total: number | undefined) => void;

export interface ReadOptions {
	readonly paging?: Paging;
	/** The most elements to read; all by default. */
	readonly limit?: number;
	readonly onPage?: OnPage | undefined;
	/** Whether an element passes a filter of the request that Talkover may ignore. */
	readonly matches?: ((element: IDataObject) => boolean) | undefined;
	/**
	 * Whether the list may end with this page.
	 *
	 * @param goesOn whether there may be more
	 */
	readonly endsWith?: (page: readonly IDataObject[], goesOn: boolean) => boolean;
	/** Called with each response, before its elements are read. */
	readonly onAnswer?: (answer: Answer) => void;
}

/** The elements of a list, and what is needed to decide whether there are more. */
class Elements {
	private readonly keys = new Set<unknown>();
	private readonly matching = new Map<unknown, IDataObject>();
	/** Elements received, including repeated ones and those that don't match. */
	private received = 0;
	/** Hashes of the pages received, because elements without an ID make a repeated page look new. */
	private readonly pages = new Set<string>();

	get all(): IDataObject[] {
		return [...this.matching.values()];
	}

	get size(): number {
		return this.matching.size;
	}

	/** Whether fewer elements were received than the list has. */
	isShortOf(total: number | undefined): boolean {
		return total !== undefined && total > this.received;
	}

	/** Whether the whole list was received, not counting repeated elements. */
	isWhole(total: number | undefined): boolean {
		return total !== undefined && total <= this.keys.size;
	}

	/**
	 * @param promised whether the previous page promised this one; otherwise, a repeated page doesn't count
	 * @returns whether the page has anything new
	 */
	add(
		page: readonly IDataObject[],
		promised: boolean,
		matches: (element: IDataObject) => boolean,
	): boolean {
		const hash = createHash('sha256').update(JSON.stringify(page)).digest('base64');
		const isRepeated = this.pages.has(hash);
		this.pages.add(hash);
		if (isRepeated && !promised) return false;
		const known = this.keys.size;
		for (const element of page) {
			const id = idOf(element);
			const key = typeof id === 'number' || (typeof id === 'string' && id !== '') ? id : element;
			this.keys.add(key);
			if (matches(element)) this.matching.set(key, element);
		}
		this.received += page.length;
		return this.keys.size > known && !isRepeated;
	}
}

/**
 * Reads a list page by page until there are no more elements or the limit is reached. An element that moves to
 * the next page in the meantime is returned once.
 *
 * Follows every promise of more pages: a last page, a total, a link. If a list that is documented as paged
 * promises nothing, it is read until a page has nothing new. A list that isn't documented as paged is requested
 * without `page`, and further pages are read only if the response promises them.
 *
 * Always ends, unless a server invents elements forever: an empty page is the last one, whatever it promises,
 * and a repeated page that promises more is a failure. A `Send` that has been stopped ends it between two
 * pages.
 */
export async function readPages<Data>(
	send: Send,
	request: ApiRequest,
	shape: Shape<Data>,
	{ paging = 'page', limit = Infinity, onPage, matches, endsWith, onAnswer }: ReadOptions = {},
): Promise<Failure | { readonly ok: true; readonly output: IDataObject[] }> {
	const elements = new Elements();
	// A filtered page adds fewer elements than it has.
	const size = matches === undefined ? Math.min(limit, LARGEST_PAGE) : LARGEST_PAGE;
	let promised = false;
	for (let page = 1; ; page++) {
		const answer = await send(pageRequest(request, paging, page, size));
		// A page that wasn't promised may not exist.
		const mayEnd = page > 1 && !promised;
		if (mayEnd && (answer.ok ? isConfirmation(answer.body) : answer.status === 404)) {
			return { ok: true, output: elements.all.slice(0, limit) };
		}
		if (!answer.ok) return answer;
		onAnswer?.(answer);
		const data = shape.read(answer.body);
		if (data === undefined) return unreadableAnswer(answer.status, answer.body);
		const found = shape.items(data);
		const before = elements.size;
		const isNew = elements.add(found, promised, matches ?? (() => true));
		const position = positionIn(answer.body);
		const { total } = position;
		onPage?.(Math.min(elements.size, limit) - before, expectedOf(total, elements.size, limit));
		// The total of a list that isn't paged may count something else.
		promised =
			promisesMore(position, page) ||
			((paging === 'page' || position.isPaged === true) && elements.isShortOf(total));
		const goesOn = promised || (paging === 'page' && !saysAnything(position));
		const isEnough = endsWith?.(found, goesOn && isNew && found.length > 0) === true;
		const complete = found.length === 0 || elements.size >= limit || !goesOn || isEnough;
		if (!complete && !isNew && promised && !elements.isWhole(total)) {
			return unreadable(answer.status, 'Every page of the list is the same');
		}
		if (complete || !isNew) return { ok: true, output: elements.all.slice(0, limit) };
	}
}

/** The request for a page. The first page of a list that isn't documented as paged is requested without `page`. */
export function pageRequest(
	request: ApiRequest,
	paging: Paging,
	page: number,
	size: number,
): ApiRequest {
	if (paging === 'none' && page === 1) return request;
	const query = paging === 'none' ? { page } : { page, per_page: size };
	return { ...request, query: { ...request.query, ...query } };
}

/** Whether a response promises another page. */
export function promisesMore({ lastPage, hasNext }: Position, page: number): boolean {
	return hasNext === true || (lastPage !== undefined && page < lastPage);
}

/** Whether a response says where the list ends. */
function saysAnything({ lastPage, total, hasNext }: Position): boolean {
	return lastPage !== undefined || total !== undefined || hasNext !== undefined;
}

function expectedOf(total: number | undefined, found: number, limit: number): number | undefined {
	return total === undefined || total < found ? undefined : Math.min(total, limit);
}
