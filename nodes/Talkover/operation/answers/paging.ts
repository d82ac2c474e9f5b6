import type { IDataObject } from 'n8n-workflow';

import { comparableId } from '../../api/content/identity';
import { idOf } from '../../api/response/answer';
import type { Send } from '../../api/client';
import type { Done, Failure } from '../../api/response/reply';
import { listTooLong, unreadable } from '../../api/response/failure';
import type { ApiRequest } from '../../api/request';
import { isSet } from '../../base/json';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import type { Bounds, PageInOrder } from './pager';
import { pagesOf } from './pager';
import type { Shape } from './shapes';

/** The most elements that Talkover returns per page (API reference, `per_page` of every paged list). */
const LARGEST_PAGE = 100;

/** What is wrong with a list whose last page is empty and promises more. */
export const ENDS_EARLY = 'The list ends before the number of entries that it states';

/**
 * Called after each page.
 *
 * @param found the number of elements that the page added
 * @param total the number of elements in the end, if known
 */
export type OnPage = (found: number, total: number | undefined) => void;

interface ReadOptions {
	/** The most elements to read; all by default. */
	readonly limit?: number;
	readonly onPage?: OnPage | undefined;
	/** Whether an element passes a filter of the request that Talkover may ignore. */
	readonly matches?: ((element: IDataObject) => boolean) | undefined;
	/** How far the list is read at most. Default: as far as for a look-up */
	readonly bounds?: Bounds | undefined;
	/** Whether the list may end with this page. */
	readonly endsWith?: (page: PageInOrder<IDataObject>) => boolean;
}

/** What was read of a list. */
export interface Read {
	readonly elements: IDataObject[];
	/** Whether Talkover returned an empty page instead of the elements that it had promised. */
	readonly breaksPromise: boolean;
	/** Whether there are more elements than the {@link Bounds} allow. */
	readonly isCut: boolean;
}

/**
 * Reads a list until there are no more elements or the limit is reached. Fails if the list is too long, or ends with an
 * empty page that promises more, because what is looked for may be missing.
 */
export async function readWhole<Data>(
	send: Send,
	request: ApiRequest,
	shape: Shape<Data>,
	options?: ReadOptions,
): Promise<Result<IDataObject[], Failure>> {
	const read = await readPages(send, request, shape, options);
	return andThen(read, ({ elements, breaksPromise, isCut }) => {
		if (isCut) return listTooLong(elements.length);
		return breaksPromise ? unreadable(200, ENDS_EARLY) : ok(elements);
	});
}

/**
 * Reads a list until there are no more elements or the limit is reached. An element that moves to the next page in
 * the meantime is returned once. {@link pagesOf} has the rules for pages.
 */
export async function readPages<Data>(
	send: Send,
	request: ApiRequest,
	shape: Shape<Data>,
	{ limit = Infinity, onPage, matches, bounds, endsWith }: ReadOptions = {},
): Promise<Result<Read, Failure>> {
	const found = new Map<unknown, IDataObject>();
	const list = {
		...{ send, request, keyOf, bounds },
		// A filtered page adds fewer elements than it has.
		size: matches === undefined ? Math.min(limit, LARGEST_PAGE) : LARGEST_PAGE,
		read: (reply: Done) => itemsIn(shape, reply),
	};
	let ending = { breaksPromise: false, isCut: false };
	for await (const page of pagesOf(list)) {
		if (!page.ok) return page;
		const { elements, position, breaksPromise, isCut } = page.value;
		const before = found.size;
		for (const element of elements) {
			if (matches?.(element) !== false) found.set(keyOf(element), element);
		}
		onPage?.(Math.min(found.size, limit) - before, expectedOf(position.total, found.size, limit));
		const isDone = found.size >= limit || endsWith?.(page.value) === true;
		ending = { breaksPromise, isCut: isCut && !isDone };
		if (isDone) break;
	}
	return ok({ elements: [...found.values()].slice(0, limit), ...ending });
}

function itemsIn<Data>(shape: Shape<Data>, reply: Done): IDataObject[] | undefined {
	const data = shape.read(reply);
	return data === undefined ? undefined : shape.items(data);
}

/** Elements without an ID are never the same. */
function keyOf(element: IDataObject): unknown {
	const id = idOf(element);
	// Several elements may have a 0 as their ID, which isn't one.
	return comparableId(id) ?? (isSet(id) ? JSON.stringify(element) : element);
}

function expectedOf(total: number | undefined, found: number, limit: number): number | undefined {
	return total === undefined || total < found ? undefined : Math.min(total, limit);
}
