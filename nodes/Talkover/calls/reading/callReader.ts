import type { Book } from '../../account/book';
import type { Send } from '../../api/client';
import { withId } from '../../api/content/identity';
import type { ApiRequest } from '../../api/request';
import { whyNever } from '../../api/response/failure';
import type { Failure } from '../../api/response/reply';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Transport } from '../../operation/job';
import type { Dated } from '../../operation/creation/recoveryLookup';
import { readSince } from '../../operation/creation/recoveryLookup';
import { SharedKey } from '../../operation/creation/sharedKey';
import { contactOf } from '../../shared/phone/contact';
import type { InProgress } from './activeCalls';
import { askIfOnCall } from './activeCalls';
import type { RawCall } from './call';
import { callOf } from './call';
import { CallIndex } from './callIndex';
import { callList } from './callLists';
import { CallSearch } from './callSearch';

/** What was read is used for this long, because other processes may have called meanwhile. */
const FRESH = 60_000;
/** Milliseconds that two readings overlap, because a call may appear in the list with a delay. */
const OVERLAP = 60_000;
/** The most pages to read of a list. */
const MOST_PAGES = 100;
/** From this number of items of an agent, its list is read instead of sending a request per item. */
const FEWEST_FOR_LIST = 10;
/** To know who is on a call, one page of the list is read per this number of items. */
const ITEMS_PER_PAGE = 10;
/** At least two pages are read, because the second one may show that the list has ended. */
const FEWEST_PAGES = 2;
/** The longest duration of a call in milliseconds. Older calls aren't in progress, whatever their status. */
export const LONGEST_CALL = 12 * 3_600_000;
/** The most pages that a wait for the end of calls reads, latest first. */
const MOST_PAGES_OF_WAIT = 30;

const TOO_LONG = "Talkover's list of calls is too long to be read. Choose a shorter period";

/** Who reads, and about whom. */
export interface Look {
	/** In E.164 form. */
	readonly to: string;
	readonly send: Send;
	/** Whether `send` doesn't wait for the rate limit, because the item has a permit. Other items wait until it ends. */
	readonly hasPermit?: boolean;
}

/** The calls that a wait for their end reads. */
export interface Latest {
	/** The oldest first. */
	readonly calls: readonly RawCall[];
	/** Whether a call that isn't among them isn't in the list either. */
	readonly isWhole: boolean;
}

/** From when on, and until when, all calls of the list are known. In milliseconds since 1970. */
interface Extent {
	readonly since: number;
	/** When the reading began and ended. */
	readonly begunAt: number;
	readonly readAt: number;
}

/** A reading of the list: to know whom was called, or who is on a call. */
interface Reading extends Omit<Look, 'to'> {
	readonly of: 'active' | 'calls';
	readonly since: number;
}

/** How much of a list to read. */
interface Limits extends NonNullable<Parameters<typeof readSince>[3]> {
	readonly since: number;
}

type ReaderTransport = Pick<Transport, 'alike' | 'book' | 'shared'>;

/** By agent; empty for all agents. */
const READERS = new SharedKey<CallReader>();

/**
 * What a run knows of the calls of an agent.
 *
 * @param agentId undefined for all agents
 */
export function readerOf(
	{ alike, book, shared }: ReaderTransport,
	agentId: string | undefined,
): CallReader {
	return shared(READERS, agentId ?? '', () => new CallReader(agentId, alike(), book));
}

/**
 * Reads the calls of an agent, or of all agents, for all decisions of a run: whom it has called, with whom it's on a call, and
 * whether calls have ended. All items share what was read. Reads the list, or asks for each number, whichever takes fewer
 * requests.
 */
export class CallReader {
	private readonly index = new CallIndex();
	private extent: Extent | undefined;
	/** By whether the request doesn't wait for the rate limit. */
	private readonly readings = new Map<boolean, Promise<Failure | undefined>>();
	/** Set if the list isn't read, but searched. */
	private search: CallSearch | undefined;
	private isSearchable = true;
	/** Why the list can't tell whom was called. It isn't requested again for further items. */
	private problem: string | undefined;
	/** Whether the list shows who is on a call. If not, it isn't requested again for further items. */
	private showsActive: boolean;
	/** By contact, what requests for a number have shown. */
	private readonly asked = new Map<string, { readonly at: number; readonly found: InProgress }>();

	/**
	 * @param agentId undefined for all agents
	 * @param items the number of items that need to know
	 */
	constructor(
		private readonly agentId: string | undefined,
		private readonly items: number,
		private readonly book: Pick<Book, 'confirm'>,
	) {
		this.showsActive = items >= FEWEST_FOR_LIST;
	}

	/**
	 * Reads the calls to a number since a time, unless they are known.
	 *
	 * @returns a failure if the list can't be read now
	 */
	async look(look: Look & { readonly since: number }): Promise<Failure | undefined> {
		// Again if another item has read less.
		while (!this.isKnown(look)) {
			const failure = await (this.search
				? this.searched(this.search, look)
				: this.readOnce({ ...look, of: 'calls' }));
			const lasting = failure && this.failed(failure);
			if (lasting) return lasting;
		}
		return undefined;
	}

	/** The calls that may have been made to the contact of a number, or why the list can't tell. */
	callsTo(to: string): { readonly calls: readonly Dated[]; readonly problem?: string } {
		if (this.problem !== undefined) return { calls: [], problem: this.problem };
		return { calls: this.index.mayBeTo(to) };
	}

	/** Whether the calls to a number since a time are known. */
	isKnown({ to, since }: { readonly to: string; readonly since: number }): boolean {
		if (this.problem !== undefined) return true;
		return this.covers(since) || (this.search?.isKnown(to, since, FRESH) ?? false);
	}

	/**
	 * Whether the agent is on a call with the contact of a number; undefined if that isn't known.
	 *
	 * @param isListed whether the list would show it, because the process has made no call that the list doesn't show yet
	 */
	active(to: string, isListed: boolean): InProgress | undefined {
		const asked = this.asked.get(contactOf(to));
		if (asked && Date.now() - asked.at <= FRESH) return asked.found;
		const isNone =
			this.showsActive &&
			isListed &&
			this.isActiveKnown() &&
			!this.index.mayBeOnCall(to, Date.now() - LONGEST_CALL);
		return isNone ? { certainty: 'no' } : undefined;
	}

	/**
	 * Finds out whether the agent is on a call with the contact of a number.
	 *
	 * @param isListed as for {@link active}
	 * @returns a failure if it can't be found out now
	 */
	async lookIfActive(look: Look, isListed: boolean): Promise<Failure | undefined> {
		const { to, ...reader } = look;
		if (isListed) await this.readActive(reader);
		if (this.active(to, isListed)) return undefined;
		const found = await this.ask(to, look.send);
		if (!found.ok) return found;
		// Not when it began: if it waited for the rate limit longer than the answer is used, it would be asked for ever.
		this.asked.set(contactOf(to), { at: Date.now(), found: found.value });
		return undefined;
	}

	/** Asks whether the agent is on a call with the contact of a number. */
	async ask(to: string, send: Send): Promise<Result<InProgress, Failure>> {
		return askIfOnCall(this.agentId ?? '', to, send);
	}

	/** Reads the latest calls, until they are enough. */
	async latest(
		send: Send,
		isEnough: (calls: readonly RawCall[]) => boolean,
		search?: string,
	): Promise<Result<Latest, Failure>> {
		const begunAt = Date.now();
		const limits = { since: -Infinity, mostPages: MOST_PAGES_OF_WAIT, isEnough };
		const read = await this.read(send, callList(this.agentId, { search }), limits);
		if (!read.ok) return read;
		const { elements, since } = read.value;
		const { extent } = this;
		// It replaces a reading if nothing is missing between the two.
		if (search === undefined && extent && since <= extent.begunAt - OVERLAP) {
			this.extent = { ...extent, begunAt, readAt: Date.now() };
		}
		const calls = elements.map(({ element }) => withId(element, 'call'));
		return ok({ calls, isWhole: since < Infinity });
	}

	private covers(since: number): boolean {
		const { extent } = this;
		return extent !== undefined && extent.since <= since && Date.now() - extent.readAt <= FRESH;
	}

	private isActiveKnown(): boolean {
		// Calls that were too old when the list was read still are.
		const { readAt = 0 } = this.extent ?? {};
		return this.covers(readAt - LONGEST_CALL);
	}

	/** Reads the list to know who is on a call. If that fails, numbers are asked for. */
	private async readActive(reader: Omit<Look, 'to'>): Promise<void> {
		if (!this.showsActive || this.isActiveKnown()) return;
		const since = Date.now() - LONGEST_CALL;
		await this.readOnce({ ...reader, of: 'active', since });
		this.showsActive = this.isActiveKnown();
	}

	/**
	 * Items that want to read the list at the same time share the requests. One that has its turn doesn't wait for those
	 * without a turn, because they wait for it.
	 */
	private async readOnce(wanted: Reading): Promise<Failure | undefined> {
		const { hasPermit = false } = wanted;
		const reading =
			this.readings.get(hasPermit) ??
			this.readList(wanted).finally(() => {
				this.readings.delete(hasPermit);
			});
		this.readings.set(hasPermit, reading);
		return reading;
	}

	private async readList(wanted: Reading): Promise<Failure | undefined> {
		const before = this.extent && this.extent.since <= wanted.since ? this.extent : undefined;
		const since = before ? before.begunAt - OVERLAP : wanted.since;
		const begunAt = Date.now();
		const limits = this.limitsOf(wanted, since, before === undefined);
		const read = await this.read(wanted.send, callList(this.agentId, { since }), limits);
		if (!read.ok) return read;
		const isWhole = read.value.since <= since;
		if (!isWhole && !this.search && wanted.of === 'calls') this.problem = TOO_LONG;
		const complete = isWhole ? (before?.since ?? since) : read.value.since;
		this.extent = { since: complete, begunAt, readAt: Date.now() };
		// If it took long, what was called meanwhile is read as well, which takes a page or two.
		const isSlow = Date.now() - begunAt > FRESH && isWhole && !before;
		return isSlow ? this.readList(wanted) : undefined;
	}

	private limitsOf({ of }: Reading, since: number, isFirst: boolean): Limits {
		if (of === 'active') return { since, mostPages: pagesFor(this.items) };
		const limits = { since, mostPages: MOST_PAGES };
		return isFirst ? { ...limits, isEnough: this.mayStop(since, Date.now()) } : limits;
	}

	/** Whether to search for each number instead of reading the rest of the list. */
	private mayStop(since: number, now: number): NonNullable<Limits['isEnough']> {
		const { isSearchable, items } = this;
		return (found, progress) => {
			if (isSearchable) this.search ??= CallSearch.ifFewer(found, progress, { since, now, items });
			return this.search !== undefined;
		};
	}

	/** Searches for the calls to a number, or gives up searching. */
	private async searched(
		search: CallSearch,
		wanted: Look & { readonly since: number },
	): Promise<Failure | undefined> {
		const { since, send } = wanted;
		const found = await search.look(wanted, async (number, mostPages) =>
			this.read(send, callList(this.agentId, { since, search: number }), { since, mostPages }),
		);
		if (!found.ok) return found;
		if (found.value === 'useless') {
			this.isSearchable = false;
			this.search = undefined;
		}
		return undefined;
	}

	private async read(
		send: Send,
		list: ApiRequest,
		{ since, ...limits }: Limits,
	): ReturnType<typeof readSince> {
		const read = await readSince(send, { list, kind: 'call' }, since, limits);
		if (!read.ok) return read;
		const { elements } = read.value;
		this.index.add(elements);
		this.book.confirm(
			'call',
			elements.flatMap(({ element }) => [...callOf(element).ids]),
		);
		return read;
	}

	/** @returns the failure if it is about this moment, and not about the list */
	private failed(failure: Failure): Failure | undefined {
		const why = whyNever(failure);
		if (why === undefined) return failure;
		this.problem = `Talkover's list of calls can't be read. ${why}`;
		return undefined;
	}
}

/** The most pages that are read to find out who is on a call. */
function pagesFor(items: number): number {
	return Math.max(FEWEST_PAGES, Math.floor(items / ITEMS_PER_PAGE));
}
