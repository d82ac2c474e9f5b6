import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { Position } from '../api/response/answer';
import { isConfirmation, positionIn } from '../api/response/answer';
import type { Answer, Send } from '../api/client';
import type { Failure } from '../api/response/failure';
import { unreadable, unreadableAnswer } from '../api/response/failure';
import type { ApiRequest } from '../api/request';
import type { Result } from '../base/result';
import { andThen, ok } from '../base/result';

/** How Talkover documents a list: paged, or all at once. */
export type Paging = 'none' | 'page';

/** A list of Talkover's, and how to read it. */
export interface PagedList<Element> {
	readonly send: Send;
	/** The request without its paging. */
	readonly request: ApiRequest;
	readonly paging: Paging;
	/** The number of elements to request per page. */
	readonly size: number;
	/** The elements in a response; undefined if it contains no list. */
	readonly read: (body: IDataObject) => Element[] | undefined;
	/** Elements with the same key are the same element. */
	readonly keyOf: (element: Element) => unknown;
	/** Whether to read until a page has nothing new, even if the total says that there are no more elements. */
	readonly ignoresTotal?: true;
}

/** Whether there is another page. `possible` if the response doesn't say. */
type Next = 'none' | 'possible' | 'promised';

interface Received<Element> {
	readonly answer: Answer;
	readonly elements: readonly Element[];
	readonly position: Position;
}

interface Page<Element> extends Received<Element> {
	readonly next: Next;
}

/** A page that was read after those before it. A repeated page has no elements, unless it was promised. */
export interface PageInOrder<Element> extends Received<Element> {
	/** Whether there may be more elements. */
	readonly goesOn: boolean;
}

/** Reads a single page. Its total is ignored, because the number of elements before the page isn't known. */
export async function readPage<Element>(
	list: PagedList<Element>,
	number: number,
): Promise<Result<Page<Element>, Failure>> {
	const page = receivedIn(list, await list.send(requestFor(list, number)));
	return andThen(page, (value) => ok({ ...value, next: nextAfter(list, number, value) }));
}

/**
 * Reads a list page by page, until it ends or the caller stops. A failure ends it, too.
 *
 * Follows every promise of more pages: a last page, a total, a link. If a list that is documented as paged
 * promises nothing, it is read until a page has nothing new. A list that isn't documented as paged is requested
 * without `page`, and further pages are read only if the response promises them.
 *
 * Always ends, unless a server invents elements forever: an empty page is the last one, whatever it promises,
 * and a repeated page that promises more is a failure. A `Send` that has been stopped ends it between two
 * pages.
 */
export async function* pagesOf<Element>(
	list: PagedList<Element>,
): AsyncGenerator<Result<PageInOrder<Element>, Failure>, void> {
	const known = new Known(list.keyOf);
	let next: Next = 'promised';
	for (let number = 1; ; number++) {
		const answer = await list.send(requestFor(list, number));
		if (next === 'possible' && isMissing(answer)) return;
		const page = receivedIn(list, answer);
		if (!page.ok) {
			yield page;
			return;
		}
		const { elements, position } = page.value;
		const added = known.add(elements, next === 'promised');
		const isShort = list.ignoresTotal ? undefined : known.isShortOf(position.total);
		next = nextAfter(list, number, page.value, isShort);
		const goesOn = next !== 'none' && added.isNew;
		yield ok({ ...page.value, elements: added.counts ? elements : [], goesOn });
		if (goesOn) continue;
		if (next === 'promised' && !known.isWhole(position.total)) {
			yield unreadable(page.value.answer.status, 'Every page of the list is the same');
		}
		return;
	}
}

/** The request for a page. The first page of a list that isn't documented as paged is requested without `page`. */
function requestFor<Element>(
	{ request, paging, size }: PagedList<Element>,
	number: number,
): ApiRequest {
	if (paging === 'none' && number === 1) return request;
	const query = paging === 'none' ? { page: number } : { page: number, per_page: size };
	return { ...request, query: { ...request.query, ...query } };
}

/** Whether a page that wasn't promised doesn't exist. */
function isMissing(answer: Answer | Failure): boolean {
	return answer.ok ? isConfirmation(answer.body) : answer.status === 404;
}

function receivedIn<Element>(
	{ read }: PagedList<Element>,
	answer: Answer | Failure,
): Result<Received<Element>, Failure> {
	if (!answer.ok) return answer;
	const elements = read(answer.body);
	if (elements === undefined) return unreadableAnswer(answer.status, answer.body);
	return ok({ answer, elements, position: positionIn(answer.body) });
}

/** @param isShort whether the list has more elements than were received; undefined if unknown */
function nextAfter<Element>(
	{ paging }: PagedList<Element>,
	number: number,
	{ elements, position: { lastPage, hasNext, isPaged } }: Received<Element>,
	isShort?: boolean,
): Next {
	// An empty page is the last one, whatever it says.
	if (elements.length === 0) return 'none';
	if (hasNext === true || (lastPage !== undefined && number < lastPage)) return 'promised';
	// The total of a list that isn't paged may count something else.
	if (paging === 'none' && isPaged !== true) return 'none';
	if (isShort === true) return 'promised';
	const saysNothing = lastPage === undefined && hasNext === undefined && isShort === undefined;
	return saysNothing ? 'possible' : 'none';
}

/** What was received of a list, to decide whether there is more. */
class Known<Element> {
	private readonly keys = new Set<unknown>();
	/** Elements received, including repeated ones. */
	private received = 0;
	/** Hashes of the pages received, because elements without an ID make a repeated page look new. */
	private readonly pages = new Set<string>();

	constructor(private readonly keyOf: (element: Element) => unknown) {}

	/** Whether fewer elements were received than the list has; undefined if the total is unknown. */
	isShortOf(total: number | undefined): boolean | undefined {
		return total === undefined ? undefined : total > this.received;
	}

	/** Whether the whole list was received, not counting repeated elements. */
	isWhole(total: number | undefined): boolean {
		return total !== undefined && total <= this.keys.size;
	}

	/**
	 * @param promised whether the previous page promised this one; otherwise, a repeated page doesn't count
	 * @returns whether the page counts, and whether it has anything new
	 */
	add(page: readonly Element[], promised: boolean): { counts: boolean; isNew: boolean } {
		const hash = createHash('sha256').update(JSON.stringify(page)).digest('base64');
		const isRepeated = this.pages.has(hash);
		this.pages.add(hash);
		if (isRepeated && !promised) return { counts: false, isNew: false };
		const before = this.keys.size;
		for (const element of page) this.keys.add(this.keyOf(element));
		this.received += page.length;
		return { counts: true, isNew: this.keys.size > before && !isRepeated };
	}
}
