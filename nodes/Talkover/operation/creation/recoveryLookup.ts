import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../api/client';
import type { Done, Failure } from '../../api/response/reply';
import type { Kind } from '../../api/content/identity';
import type { Interval, Stamp } from '../../api/content/times';
import { WIDEST, createdAt, onThisClock } from '../../api/content/times';
import type { ApiRequest } from '../../api/request';
import type { Certainty } from '../../base/certainty';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { LOOKUP } from '../answers/pager';
import { readWhole } from '../answers/paging';
import type { Shape } from '../answers/shapes';
import { list as anyList } from '../answers/shapes';

/**
 * The list that shows what a request creates, to find out whether it was created although no response
 * confirmed it.
 */
export interface RecoveryLookup {
	/** The request for the list. Items with the same list share a look. */
	readonly list: ApiRequest;
	readonly shape?: Shape<IDataObject[]>;
	/** What the elements are, if they have an ID or a time of their own name. */
	readonly kind?: Kind;
	/** Whether an element looks like what the request creates. Declares which documented object it reads. */
	readonly isOwn: (element: object) => Certainty | boolean;
	/**
	 * Talkover doesn't document a creation time for these elements. One without a time counts as the request's
	 * own as well.
	 */
	readonly mayLackTime?: true;
	/**
	 * Why the list may lack what the request created, however long ago. Nothing then proves that an execution that left no
	 * records didn't create it. A clause without final period.
	 */
	readonly mayLack?: string | undefined;
	/**
	 * A list that also shows what an execution created with another path, because the workflow was changed before the
	 * retry. It's read only for an execution that left no records, and only if `list` doesn't have the element.
	 */
	readonly wider?: WiderList;
	/** The body of the response that the request would have got; the element in `data` by default. */
	answer?(element: IDataObject): IDataObject;
}

/** See {@link RecoveryLookup.wider}. */
interface WiderList extends Pick<RecoveryLookup, 'isOwn' | 'list'> {
	/** For messages: `the calls of all agents`. */
	readonly where: string;
}

/** An element of a list, and when it was created, on this machine's clock; undefined if its time can't be read. */
export interface Dated {
	readonly element: IDataObject;
	readonly created: Interval | undefined;
}

/** Limits for reading a list, besides the age of its elements. */
interface RecentLimits {
	/** The most pages to read. */
	readonly mostPages?: number;
	/** Whether the elements found so far are enough. Not called for the last page. */
	readonly isEnough?: (found: readonly IDataObject[], progress: Progress) => boolean;
}

/** How far a list was read. */
export interface Progress {
	readonly pages: number;
	/** The elements are complete from this time on, in milliseconds since 1970; Infinity if that isn't known. */
	readonly since: number;
	/** The number of pages of the list, according to its last page read; undefined if it doesn't say. */
	readonly lastPage: number | undefined;
}

interface Recent {
	readonly elements: readonly Dated[];
	/** The elements are complete from this time on, in milliseconds since 1970. */
	readonly since: number;
}

/**
 * Reads the elements of a list that may have been created since a given time, and possibly older ones. Oldest first.
 * Fails if the list ends before that although it promises more, because what wasn't read may be what is looked for.
 *
 * @param since on this machine's clock, in milliseconds since 1970
 */
export async function readSince(
	send: Send,
	{ list, shape = anyList, kind }: Pick<RecoveryLookup, 'kind' | 'list' | 'shape'>,
	since: number,
	{ mostPages = Infinity, isEnough = () => false }: RecentLimits = {},
): Promise<Result<Recent, Failure>> {
	const found: IDataObject[] = [];
	const times = new Times(kind);
	const state = { pages: 0, isCut: false };
	const bounds = mostPages < Infinity ? { ...LOOKUP, ms: Infinity } : LOOKUP;
	const result = await readWhole(send, list, shape, {
		bounds,
		endsWith: ({ answer, elements, goesOn, position: { lastPage } }) => {
			times.read(answer, elements);
			state.pages += 1;
			for (const element of elements) found.push(element);
			const end = times.endOf(elements);
			const progress = { pages: state.pages, since: end, lastPage };
			const mayStop = () => state.pages === mostPages || isEnough(found, progress);
			state.isCut = end >= since && goesOn && mayStop();
			return end < since || state.isCut;
		},
	});
	if (!result.ok) return result;
	const elements = result.value;
	const complete = state.isCut ? times.endOf(elements) : since;
	return ok({ elements: times.dated(elements), since: complete });
}

/** When the elements of a list were created. Each page may tell more about the clock of the whole list. */
class Times {
	private readonly stamps = new Map<IDataObject, Stamp>();
	/** With a zone. A time that no clock could show doesn't count. */
	private newest: Stamp | undefined;
	/** Of the first element that has one. */
	private first: Stamp | undefined;
	private offset: number | undefined;

	constructor(private readonly kind: Kind | undefined) {}

	read(answer: Done, elements: readonly IDataObject[]): void {
		this.offset = answer.clockOffset;
		for (const element of elements) {
			const stamp = createdAt(element, this.kind);
			if (!stamp) continue;
			this.first ??= stamp;
			this.stamps.set(element, stamp);
			const { earliest = -Infinity } = this.newest ?? {};
			const isPossible = stamp.hasZone && stamp.earliest <= Date.now() + WIDEST;
			if (isPossible && stamp.earliest > earliest) this.newest = stamp;
		}
	}

	/**
	 * Everything after these elements is older than this, if the list begins with the latest; otherwise Infinity,
	 * because nothing is known about what follows.
	 */
	endOf(elements: readonly IDataObject[]): number {
		const stamps = elements.flatMap((element) => this.stamps.get(element) ?? []);
		const [first, last] = [this.first, stamps.at(-1)];
		const isDated = elements.length > 0 && this.stamps.has(elements.at(-1) ?? {});
		if (!first || !last || !isDated) return Infinity;
		const isFalling = stamps.every(
			({ earliest }, index) => earliest <= (stamps[index - 1]?.earliest ?? Infinity),
		);
		// A single element shows no order, and neither do elements that were imported in the same second.
		const isNewestFirst = isFalling && last.earliest < first.earliest;
		return isNewestFirst ? this.intervalOf(last).latest : Infinity;
	}

	/** Oldest first. */
	dated(elements: readonly IDataObject[]): readonly Dated[] {
		const byTime = [...elements].sort((a, b) => this.timeOf(a) - this.timeOf(b));
		return byTime.map((element) => {
			const stamp = this.stamps.get(element);
			return { element, created: stamp && this.intervalOf(stamp) };
		});
	}

	private timeOf(element: IDataObject): number {
		return this.stamps.get(element)?.earliest ?? 0;
	}

	private intervalOf(stamp: Stamp): Interval {
		const { offset, newest } = this;
		return onThisClock(stamp, { offset, newest, now: Date.now() });
	}
}
