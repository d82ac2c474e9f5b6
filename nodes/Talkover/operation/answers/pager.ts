import type { Position } from '../../api/response/position';
import type { Send } from '../../api/client';
import type { Done, Failure, Reply } from '../../api/response/reply';
import { systemClock } from '../../api/pacing/clock';
import { unreadable, unreadableAnswer } from '../../api/response/failure';
import type { ApiRequest } from '../../api/request';
import { declared } from '../../api/request';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import { hashOf } from '../../base/hash';

/** How far a list is read at most. It's cut after the page that reaches one of these. */
export interface Bounds {
	readonly pages: number;
	readonly elements: number;
	/** Milliseconds. */
	readonly ms: number;
}

/** For lists in which the node looks something up. */
export const LOOKUP: Bounds = { pages: 1_000, elements: 100_000, ms: 600_000 };

/** A list of Talkover's, and how to read it. */
export interface PagedList<Element> {
	readonly send: Send;
	/** The request without its paging. */
	readonly request: ApiRequest;
	/** The number of elements to request per page. */
	readonly size: number;
	/** The elements in a response; undefined if it contains no list. */
	readonly read: (reply: Done) => Element[] | undefined;
	/** Elements with the same key are the same element. */
	readonly keyOf: (element: Element) => unknown;
	/** Whether to read until a page has nothing new, even if the total says that there are no more elements. */
	readonly ignoresTotal?: true;
	/** Default: those of a look-up */
	readonly bounds?: Bounds | undefined;
}

/** Whether there is another page. `possible` if the response doesn't say. */
type Next = 'none' | 'possible' | 'promised';

interface Received<Element> {
	readonly answer: Done;
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
	/** Whether the list ends here, with an empty page that promises more: what isn't in it may still exist. */
	readonly breaksPromise: boolean;
	/** Whether the list goes on, but isn't read any further because of its {@link Bounds}. */
	readonly isCut: boolean;
}

/** Reads a single page. Its total is ignored, because the number of elements before the page isn't known. */
export async function readPage<Element>(
	list: PagedList<Element>,
	number: number,
): Promise<Result<Page<Element>, Failure>> {
	const request = requestFor(list, number);
	const page = receivedIn(list, request, await list.send(request));
	return andThen(page, (value) => ok({ ...value, next: nextAfter(list, number, value) }));
}

/**
 * Reads a list page by page, until it ends or the caller stops. A failure ends it, too.
 *
 * Follows every promise of more pages: a last page, a total, a link. If a list that is documented as paged
 * promises nothing, it is read until a page is empty. A list that isn't documented as paged is requested
 * without `page`, and further pages are read only if the response promises them.
 *
 * Always ends: an empty page is the last one, whatever it promises ({@link PageInOrder.breaksPromise}), a page with nothing
 * new is a failure if nothing shows that it is the last one, and a list that goes on is cut ({@link PageInOrder.isCut}). A
 * `Send` that has been stopped ends it between two pages.
 */
export async function* pagesOf<Element>(
	list: PagedList<Element>,
): AsyncGenerator<Result<PageInOrder<Element>, Failure>, void> {
	const known = new Known(list.keyOf);
	const { bounds = LOOKUP } = list;
	const until = systemClock.now() + bounds.ms;
	let next: Next = 'promised';
	for (let number = 1; ; number++) {
		const request = requestFor(list, number);
		const answer = await list.send(request);
		const page = receivedIn(list, request, answer);
		if (!page.ok) {
			yield page;
			return;
		}
		const { elements, position } = page.value;
		const added = known.add(elements, next === 'promised');
		const isShort = list.ignoresTotal ? undefined : known.isShortOf(position.total);
		next = nextAfter(list, number, page.value, isShort);
		const goesOn = next !== 'none' && added.isNew;
		const isEnough = number >= bounds.pages || known.received >= bounds.elements;
		const isCut = goesOn && (isEnough || systemClock.now() >= until);
		yield ok({
			...page.value,
			elements: added.counts ? elements : [],
			goesOn,
			breaksPromise: isEmptyButPromises(number, page.value, isShort),
			isCut,
		});
		if (isCut) return;
		if (goesOn) continue;
		if (next !== 'none' && !known.isWhole(position.total)) {
			yield unreadable(page.value.answer.status, 'Every page of the list is the same');
		}
		return;
	}
}

/** The request for a page. The first page of a list that isn't documented as paged is requested without `page`. */
function requestFor<Element>({ request, size }: PagedList<Element>, number: number): ApiRequest {
	const { isPaged } = declared(request);
	if (!isPaged && number === 1) return request;
	const perPage = isPaged ? { per_page: size } : {};
	return { ...request, query: { ...request.query, page: number, ...perPage } };
}

function receivedIn<Element>(
	{ read, ignoresTotal }: PagedList<Element>,
	{ query }: ApiRequest,
	answer: Reply,
): Result<Received<Element>, Failure> {
	if (!answer.ok) return answer;
	const { status, body, page: position } = answer;
	const elements = read(answer);
	if (elements === undefined) return unreadableAnswer(status, body);
	const isEmpty = elements.length === 0 && query?.page === 1 && !ignoresTotal;
	return isEmpty && (position.total ?? 0) > 0
		? unreadable(status, "The list is empty, although its total isn't 0")
		: ok({ answer, elements, position });
}

/** @param isShort whether the list has more elements than were received; undefined if unknown */
function nextAfter<Element>(
	{ request }: PagedList<Element>,
	number: number,
	{ elements, position }: Received<Element>,
	isShort?: boolean,
): Next {
	const { hasNext, isPaged } = position;
	// A page after the last one shows that it isn't the last.
	const lastPage = (position.lastPage ?? 0) < number ? undefined : position.lastPage;
	// An empty page is the last one, whatever it says.
	if (elements.length === 0) return 'none';
	if (promisesNext(number, position)) return 'promised';
	// The total of a list that isn't paged may count something else.
	if (!declared(request).isPaged && isPaged !== true) return 'none';
	if (isShort === true) return 'promised';
	const saysNothing = lastPage === undefined && hasNext === undefined && isShort === undefined;
	return saysNothing ? 'possible' : 'none';
}

/** Whether a page says that there is another one, apart from the number of elements. */
function promisesNext(number: number, { lastPage, hasNext }: Position): boolean {
	return hasNext === true || (lastPage !== undefined && number < lastPage);
}

/** Whether a page is empty although there are more elements. A total counts more than what is said about pages. */
function isEmptyButPromises<Element>(
	number: number,
	{ elements, position }: Received<Element>,
	isShort: boolean | undefined,
): boolean {
	return elements.length === 0 && (isShort ?? promisesNext(number, position));
}

interface Added {
	/** Whether the page counts, unlike a repeated page that wasn't promised. */
	readonly counts: boolean;
	/** Whether it has anything new. */
	readonly isNew: boolean;
}

/** What was received of a list, to decide whether there is more. */
class Known<Element> {
	private readonly keys = new Set<unknown>();
	/** Elements received, including repeated ones. */
	received = 0;
	/** Hashes of the pages received, because elements without an ID make a repeated page look new. */
	private readonly pages = new Set<string>();

	constructor(private readonly keyOf: (element: Element) => unknown) {}

	/** Whether fewer elements were received than the list has; undefined if the total is unknown, or lower than what was received. */
	isShortOf(total: number | undefined): boolean | undefined {
		return total === undefined || total < this.keys.size ? undefined : total > this.received;
	}

	/** Whether the whole list was received, not counting repeated elements. */
	isWhole(total: number | undefined): boolean {
		return total !== undefined && total <= this.keys.size;
	}

	/** @param promised whether the previous page promised this one; otherwise, a repeated page doesn't count */
	add(page: readonly Element[], promised: boolean): Added {
		const hash = hashOf(JSON.stringify(page));
		const isRepeated = this.pages.has(hash);
		const keys = new Set(page.map(this.keyOf));
		this.pages.add(hash);
		if (isRepeated && !promised) return { counts: false, isNew: false };
		const before = this.keys.size;
		for (const key of keys) this.keys.add(key);
		this.received += page.length;
		return { counts: true, isNew: this.keys.size > before && !isRepeated };
	}
}
