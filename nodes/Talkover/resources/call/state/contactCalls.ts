import type { Send } from '../../../api/client';
import { hasId } from '../../../api/content/identity';
import { requestFields } from '../../../api/contract/requestFields';
import type { ApiRequest } from '../../../api/request';
import type { Failure } from '../../../api/response/reply';
import { reasonOf } from '../../../api/response/failure';
import type { Dated, Progress } from '../../../operation/recoveryLookup';
import { readSince } from '../../../operation/recoveryLookup';
import { contactOf, spellingsOf } from '../../../shared/phone/contact';
import { callsOfAgent } from './agentCalls';
import type { RawCall } from './call';
import { callOf } from './call';
import { CallIndex } from './callIndex';
import { isPlacedTo } from './isCallWith';

/** What was read is used for this long, because other processes may have called meanwhile. */
const FRESH = 60_000;
/** Milliseconds that two looks overlap, because a call may appear in the list with a delay. */
const OVERLAP = 60_000;
/** The days of *Date From* are those of Talkover's clock, which may be in another time zone. */
const MARGIN = 2 * 24 * 3_600_000;
/** The most pages to read of the list, and of the calls to one number. */
const MOST_PAGES = 100;
const MOST_PAGES_OF_NUMBER = 10;

/** What to find out. */
export interface Look {
	/** In E.164 form. */
	readonly to: string;
	/** In milliseconds since 1970. */
	readonly since: number;
	readonly send: Send;
	/** Whether `send` doesn't wait for the rate limit, because the item has its turn. Other items wait until it ends. */
	readonly hasTurn?: boolean;
}

/** All calls since a time. All times are in milliseconds since 1970. */
interface Known {
	readonly calls: CallIndex;
	readonly since: number;
	/** When the reading began and ended. */
	readonly begunAt: number;
	readonly readAt: number;
}

/** A call in a list that takes many requests. A search is tested with it. */
interface Sample {
	readonly id: unknown;
	/** In E.164 form. */
	readonly to: string;
}

/**
 * Knows whom an agent, or all agents, called, from Talkover's list of calls. All items of a run share it. Reads the
 * list, or searches for each number, whichever takes fewer requests.
 */
export class ContactCalls {
	private listed: Known | undefined;
	/** By whether the request doesn't wait for the rate limit. */
	private readonly readings = new Map<boolean, Promise<Failure | undefined>>();
	/** Set if the list isn't read, but searched. */
	private sample: Sample | undefined;
	/** By contact. */
	private readonly searched = new Map<string, Known>();
	/** Whether a search finds what the list has. */
	private searchWorks: Promise<Failure | boolean> | undefined;
	private isSearchable = true;
	/** Why the list can't tell. It isn't requested again for further items. */
	private problem: string | undefined;

	/**
	 * @param agentId undefined for all agents
	 * @param items the number of items that need to know
	 */
	constructor(
		private readonly agentId: string | undefined,
		private readonly items: number,
	) {}

	/** Reads what isn't known yet. @returns a failure if the list can't be read now */
	async look(look: Look): Promise<Failure | undefined> {
		// Again if another item has read less.
		while (!this.isKnown(look)) {
			const failure = await (this.sample ? this.search(look, this.sample) : this.readOnce(look));
			if (failure) return failure;
		}
		return undefined;
	}

	/** The calls that may have been made to the contact of a number, or why the list can't tell. */
	callsTo(to: string): { readonly calls: readonly Dated[]; readonly problem?: string } {
		if (this.problem !== undefined) return { calls: [], problem: this.problem };
		const known = this.sample ? this.searched.get(contactOf(to)) : this.listed;
		return { calls: known?.calls.mayBeTo(to) ?? [] };
	}

	/** Whether the calls to a number since a time are known. */
	isKnown({ to, since }: Pick<Look, 'since' | 'to'>): boolean {
		if (this.problem !== undefined) return true;
		const known = this.sample ? this.searched.get(contactOf(to)) : this.listed;
		return known !== undefined && known.since <= since && Date.now() - known.readAt <= FRESH;
	}

	/**
	 * Items that want to read the list at the same time share the requests. One that has its turn doesn't wait for those
	 * without a turn, because they wait for it.
	 */
	private async readOnce(look: Look): Promise<Failure | undefined> {
		const { hasTurn = false } = look;
		const reading =
			this.readings.get(hasTurn) ??
			this.readList(look).finally(() => {
				this.readings.delete(hasTurn);
			});
		this.readings.set(hasTurn, reading);
		return reading;
	}

	private async readList({ since: wanted, send }: Look): Promise<Failure | undefined> {
		const before = this.listed && this.listed.since <= wanted ? this.listed : undefined;
		const since = before ? before.begunAt - OVERLAP : wanted;
		const begunAt = Date.now();
		const read = await readSince(send, { list: this.request(since), kind: 'call' }, since, {
			mostPages: MOST_PAGES,
			isEnough: (found, progress) => {
				const remaining = remainingPages(progress, since, begunAt);
				if (!before && this.isSearchable && remaining > this.items) this.sample = sampleOf(found);
				return this.sample !== undefined;
			},
		});
		if (!read.ok) return this.failed(read);
		if (this.sample) return undefined;
		if (read.value.since > since) {
			this.problem = "Talkover's list of calls is too long to be read. Choose a shorter period";
			return undefined;
		}
		const calls = before?.calls ?? new CallIndex();
		calls.add(read.value.elements);
		this.listed = { calls, since: before?.since ?? since, begunAt, readAt: Date.now() };
		return undefined;
	}

	private async search(look: Look, sample: Sample): Promise<Failure | undefined> {
		const { to, since, send } = look;
		const begunAt = Date.now();
		const calls = new CallIndex();
		// A search for one spelling doesn't find calls to another one.
		for (const spelling of spellingsOf(to)) {
			const list = this.request(since, spelling);
			const limits = { mostPages: MOST_PAGES_OF_NUMBER };
			const read = await readSince(send, { list, kind: 'call' }, since, limits);
			if (!read.ok) return this.failed(read);
			const { elements, since: complete } = read.value;
			const isTo = isPlacedTo(spelling);
			const isFound = elements.some(({ element }) => isTo(element) === 'yes');
			const works = isFound || (await this.tested(look, sample));
			if (typeof works !== 'boolean') return works;
			if (!works || complete > since) {
				this.isSearchable = false;
				this.sample = undefined;
				return this.readOnce(look);
			}
			calls.add(elements);
		}
		this.searched.set(contactOf(to), { calls, since, begunAt, readAt: Date.now() });
		return undefined;
	}

	/** Nothing found proves nothing, unless the search finds a call that the list has. */
	private async tested({ send, since }: Look, { id, to }: Sample): Promise<Failure | boolean> {
		const test = async (): Promise<Failure | boolean> => {
			const list = this.request(since, to);
			const read = await readSince(send, { list, kind: 'call' }, since, { mostPages: 1 });
			if (read.ok) return read.value.elements.some(({ element }) => hasId(element, id, 'call'));
			this.searchWorks = undefined;
			return this.failed(read) ?? false;
		};
		this.searchWorks ??= test();
		return this.searchWorks;
	}

	/** @returns the failure if it is about this moment, and not about the list */
	private failed(failure: Failure): Failure | undefined {
		const why = whyNever(failure);
		if (why === undefined) return failure;
		this.problem = `Talkover's list of calls can't be read. ${why}`;
		return undefined;
	}

	private request(since: number, search?: string): ApiRequest {
		const filters = { dateFrom: new Date(since - MARGIN).toISOString().slice(0, 10), search };
		return this.agentId === undefined
			? { endpoint: 'listCalls', path: ['calls'], query: requestFields('ListCallsQuery', filters) }
			: {
					...callsOfAgent(this.agentId),
					query: requestFields('ListAgentCallsQuery', filters),
				};
	}
}

/** Why something can't be read, as a sentence without final period; undefined if it may be read later. */
export function whyNever(failure: Failure): string | undefined {
	const { did, why } = failure;
	const isLasting = (did === 'refused' && why !== 'unauthorized') || why === 'unreadable';
	return isLasting ? reasonOf(failure).replace(/\.$/, '') : undefined;
}

/** The number of pages that are still to be read. If nothing tells, as many as before. */
function remainingPages({ pages, since: reached, lastPage }: Progress, since: number, now: number) {
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
