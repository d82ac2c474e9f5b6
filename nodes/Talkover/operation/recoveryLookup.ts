import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../api/client';
import type { Failure } from '../api/response/failure';
import type { ApiRequest } from '../api/request';
import { serverTime } from '../api/response/serverTime';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Paging } from './pager';
import { readPages } from './paging';
import type { Shape } from './shapes';
import { list as anyList } from './shapes';

/**
 * The list that shows what a request creates, to find out whether it was created although no response
 * confirmed it.
 */
export interface RecoveryLookup {
	/** The request for the list. Items with the same list share a look. */
	readonly list: ApiRequest;
	/** `page` by default. */
	readonly paging?: Paging;
	readonly shape?: Shape<IDataObject[]>;
	/** Whether an element looks like what the request creates. Declares which documented object it reads. */
	readonly isOwn: (element: object) => boolean;
	/**
	 * Talkover doesn't document a creation time for these elements. One without a time counts as the request's
	 * own as well.
	 */
	readonly mayLackTime?: true;
	/** The body of the response that the request would have got; the element in `data` by default. */
	answer?(element: IDataObject): IDataObject;
}

/** An element of a list, and when it was created on this machine's clock, in milliseconds since 1970. */
export interface Dated {
	readonly element: IDataObject;
	readonly createdAt: number | undefined;
}

/** Limits for reading a list, besides the age of its elements. */
interface RecentLimits {
	/** The most pages to read. */
	readonly mostPages?: number;
	/** Whether the elements found so far are enough. */
	readonly isEnough?: (found: readonly IDataObject[]) => boolean;
}

interface Recent {
	readonly elements: readonly Dated[];
	/** The elements are complete from this time on, in milliseconds since 1970. */
	readonly since: number;
}

/** The names of the fields that contain the creation time. */
const CREATED = ['created_at', 'requested_at', 'added_at'];

/**
 * Reads the elements of a list that were created since a given time, and possibly older ones. Oldest first.
 *
 * @param since on this machine's clock, in milliseconds since 1970
 */
export async function readSince(
	send: Send,
	{ list, paging = 'page', shape = anyList }: Pick<RecoveryLookup, 'list' | 'paging' | 'shape'>,
	since: number,
	{ mostPages = Infinity, isEnough = () => false }: RecentLimits = {},
): Promise<Result<Recent, Failure>> {
	const state = { offset: 0, pages: 0, isCut: false };
	const found: IDataObject[] = [];
	const dated = (element: IDataObject): Dated => {
		const time = CREATED.map((name) => serverTime(element[name])).find(
			(each) => each !== undefined,
		);
		return { element, createdAt: time === undefined ? undefined : time - state.offset };
	};
	const result = await readPages(send, list, shape, {
		paging,
		endsWith: ({ answer: { clockOffset = 0 }, elements, goesOn }) => {
			state.offset = clockOffset;
			state.pages += 1;
			found.push(...elements);
			const isEnd = isOlder(elements.map(dated), since);
			state.isCut = !isEnd && goesOn && (state.pages === mostPages || isEnough(found));
			return isEnd || state.isCut;
		},
	});
	if (!result.ok) return result;
	const elements = result.value.map(dated);
	const complete = state.isCut ? endOf(elements) : since;
	return ok({ elements: elements.sort(byTime), since: complete });
}

/** Whether everything after a page is older, which can only be known if the list begins with the latest. */
function isOlder(page: readonly Dated[], since: number): boolean {
	return page.at(-1)?.createdAt !== undefined && endOf(page) < since;
}

/** The time of the last element if the list begins with the latest, otherwise Infinity. */
function endOf(elements: readonly Dated[]): number {
	const times = elements.flatMap(({ createdAt }) => createdAt ?? []);
	const [first = Infinity, last = Infinity] = [times[0], times.at(-1)];
	const isFalling = times.every((time, index) => time <= (times[index - 1] ?? Infinity));
	// Elements that were imported in the same second don't show an order.
	return isFalling && (times.length === 1 || last < first) ? last : Infinity;
}

function byTime(a: Dated, b: Dated): number {
	return (a.createdAt ?? 0) - (b.createdAt ?? 0);
}
