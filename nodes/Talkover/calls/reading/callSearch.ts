import { hasId } from '../../api/content/identity';
import type { Failure } from '../../api/response/reply';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Progress, readSince } from '../../operation/creation/recoveryLookup';
import { contactOf, spellingsOf } from '../../shared/phone/contact';
import type { RawCall } from './call';
import { callOf } from './call';
import { isPlacedTo } from './isCallWith';

/** The most pages to read of the calls to one number. */
const MOST_PAGES = 10;

/** A call in a list that takes many requests. A search is tested with it. */
interface Sample {
	readonly id: unknown;
	/** In E.164 form. */
	readonly to: string;
}

/** Whose calls to find, and since when. */
interface Searched {
	/** In E.164 form. */
	readonly to: string;
	/** In milliseconds since 1970. */
	readonly since: number;
	/** Whether the reading doesn't wait for the rate limit, so that it doesn't wait for one that does. */
	readonly hasPermit?: boolean | undefined;
}

/** Reads the calls whose number has this spelling. */
type ReadNumber = (number: string, mostPages: number) => ReturnType<typeof readSince>;

/** Finds the calls to numbers one by one, in a list that takes more requests than that. */
export class CallSearch {
	/** By contact, in milliseconds since 1970. */
	private readonly known = new Map<string, { readonly since: number; readonly readAt: number }>();
	/** Whether a search finds what the list has, by whether it was tested without waiting for the rate limit. */
	private readonly works = new Map<boolean, Promise<Result<boolean, Failure>>>();

	private constructor(private readonly sample: Sample) {}

	/**
	 * A search if it takes fewer requests than the rest of a list.
	 *
	 * @param found the calls of the pages that were read
	 */
	static ifFewer(
		found: readonly RawCall[],
		progress: Progress,
		wanted: { readonly since: number; readonly now: number; readonly items: number },
	): CallSearch | undefined {
		if (remainingPages(progress, wanted) <= wanted.items) return undefined;
		const sample = sampleOf(found);
		return sample && new CallSearch(sample);
	}

	/** Whether the calls to a number since a time were read at most `fresh` milliseconds ago. */
	isKnown(to: string, since: number, fresh: number): boolean {
		const known = this.known.get(contactOf(to));
		return known !== undefined && known.since <= since && Date.now() - known.readAt <= fresh;
	}

	/** Reads the calls to a number since a time. `useless` if a search doesn't find what the list has, or not all of it. */
	async look(
		{ to, since, hasPermit = false }: Searched,
		read: ReadNumber,
	): Promise<Result<'done' | 'useless', Failure>> {
		// A search for one spelling doesn't find calls to another one.
		for (const spelling of spellingsOf(to)) {
			const found = await read(spelling, MOST_PAGES);
			if (!found.ok) return found;
			const isTo = isPlacedTo(spelling);
			const isFound = found.value.elements.some(({ element }) => isTo(element) === 'yes');
			const works = isFound ? ok(true) : await this.tested(read, hasPermit);
			if (!works.ok) return works;
			if (!works.value || found.value.since > since) return ok('useless');
		}
		this.known.set(contactOf(to), { since, readAt: Date.now() });
		return ok('done');
	}

	/** Nothing found proves nothing, unless the search finds a call that the list has. */
	private async tested(read: ReadNumber, hasPermit: boolean): Promise<Result<boolean, Failure>> {
		const test = async (): Promise<Result<boolean, Failure>> => {
			const { id, to } = this.sample;
			const found = await read(to, 1);
			if (found.ok) {
				return ok(found.value.elements.some(({ element }) => hasId(element, id, 'call')));
			}
			this.works.delete(hasPermit);
			return found;
		};
		const works = this.works.get(hasPermit) ?? test();
		this.works.set(hasPermit, works);
		return works;
	}
}

/** The number of pages that are still to be read. If nothing tells, as many as before. */
function remainingPages(
	{ pages, since: reached, lastPage }: Progress,
	{ since, now }: { readonly since: number; readonly now: number },
): number {
	const byTime = reached < now ? Math.ceil((pages * (now - since)) / (now - reached)) : Infinity;
	const all = Math.min(byTime, lastPage ?? Infinity);
	return (all === Infinity ? 2 * pages : all) - pages;
}

/** One of these calls, if all of them have international numbers. A search doesn't find hidden or national ones. */
function sampleOf(calls: readonly RawCall[]): Sample | undefined {
	const samples = calls.flatMap((call) => {
		const { id, isReceived, to } = callOf(call);
		if (isReceived) return [];
		const number = to.find(({ form }) => form === 'international');
		return [number && 'digits' in number ? { id, to: `+${number.digits}` } : undefined];
	});
	return samples.includes(undefined)
		? undefined
		: samples.find((sample) => sample?.id !== undefined);
}
