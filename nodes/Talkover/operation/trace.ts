import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../api/client';
import type { Failure } from '../api/failure';
import type { ApiRequest } from '../api/request';
import { serverTime } from '../api/serverTime';
import type { Paging } from './paging';
import { readPages } from './paging';
import type { Shape } from './shapes';
import { list as anyList } from './shapes';

/**
 * Where something that a request creates can be seen, to find out whether it was created although no
 * response has said so.
 */
export interface Trace {
	/** The request for the list that shows it. Items with the same one share a look. */
	readonly list: ApiRequest;
	/** `page` by default. */
	readonly paging?: Paging;
	readonly shape?: Shape<IDataObject[]>;
	/** Whether an element is what the request creates, as far as it says. */
	isOwn(element: IDataObject): boolean;
	/**
	 * Talkover doesn't document that elements say when they were created. One that doesn't say is taken for
	 * one's own as well.
	 */
	readonly mayLackTime?: true;
	/** The body with which the request would have been answered; the element in `data` by default. */
	answer?(element: IDataObject): IDataObject;
}

/** An element of a list, and when it was created on this machine's clock, in milliseconds since 1970. */
export interface Dated {
	readonly element: IDataObject;
	readonly createdAt: number | undefined;
}

/** What of a list is left out, beside what is older. */
interface RecentLimits {
	/** How many pages are read at most. */
	readonly mostPages?: number;
	/** Whether nothing else is needed. */
	readonly isEnough?: (found: readonly IDataObject[]) => boolean;
}

interface Recent {
	readonly ok: true;
	readonly elements: readonly Dated[];
	/** From when on nothing is left out, in milliseconds since 1970. */
	readonly since: number;
}

/** What the fields are called in which Talkover says when something was created. */
const CREATED = ['created_at', 'requested_at', 'added_at'];

/**
 * Reads the elements of a list that were created since a moment, and maybe some before it, the oldest first.
 *
 * @param since on this machine's clock, in milliseconds since 1970
 */
export async function readSince(
	send: Send,
	{ list, paging = 'page', shape = anyList }: Pick<Trace, 'list' | 'paging' | 'shape'>,
	since: number,
	{ mostPages = Infinity, isEnough = () => false }: RecentLimits = {},
): Promise<Failure | Recent> {
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
		onAnswer: ({ clockOffset = 0 }) => {
			state.offset = clockOffset;
		},
		endsWith: (page, goesOn) => {
			state.pages += 1;
			found.push(...page);
			const isEnd = isOlder(page.map(dated), since);
			state.isCut = !isEnd && goesOn && (state.pages === mostPages || isEnough(found));
			return isEnd || state.isCut;
		},
	});
	if (!result.ok) return result;
	const elements = result.output.map(dated).sort(byTime);
	return { ok: true, elements, since: state.isCut ? endOf(result.output.map(dated)) : since };
}

/** Whether all that follows a page is older. Only a list with the latest first tells. */
function isOlder(page: readonly Dated[], since: number): boolean {
	return page.at(-1)?.createdAt !== undefined && endOf(page) < since;
}

/** The time of the last element, which all that follow are older than; Infinity if the list has another order. */
function endOf(elements: readonly Dated[]): number {
	const times = elements.flatMap(({ createdAt }) => createdAt ?? []);
	const [first = Infinity, last = Infinity] = [times[0], times.at(-1)];
	const isFalling = times.every((time, index) => time <= (times[index - 1] ?? Infinity));
	// Many that were imported in the same second don't show an order.
	return isFalling && (times.length === 1 || last < first) ? last : Infinity;
}

function byTime(a: Dated, b: Dated): number {
	return (a.createdAt ?? 0) - (b.createdAt ?? 0);
}
