import type { Send } from '../../api/client';
import type { Pause } from '../../api/pacing/clock';
import { conclude } from '../../api/content/decisions';
import { setsMeet } from '../../api/content/identity';
import type { Certainty } from '../../base/certainty';
import { certaintyOf } from '../../base/certainty';
import { smallest } from '../../base/collections/lists';
import type { RawCall } from './call';
import { callOf } from './call';
import type { CallReader, Latest } from './callReader';
import { isCallTo } from './isCallWith';

/** Milliseconds until the first poll. A call takes about this long to be answered. */
const FIRST_POLL = 5_000;
/** The interval between two polls grows by this factor, up to the longest interval. */
const GROWTH = 1.5;
const LONGEST_INTERVAL = 15_000;
/** The number of polls without a call in the list after which a request checks whether it is active. */
const MOST_MISSES = 2;
/** The most calls that a poll reads, latest first. */
const MOST_CALLS = 300;

/** A call that was placed. */
interface PlacedCall {
	/** The call from the response to its request, possibly without an ID. */
	readonly call: RawCall;
	/** In E.164 form. */
	readonly phone: string;
	/** Milliseconds before it is dialed. */
	readonly delay: number;
	/** The longest wait for its end, in milliseconds after it is dialed. */
	readonly longest: number;
}

/** What is known about a call when the wait ends. */
interface WatchedCall {
	readonly ended: boolean;
	/** Whether the call is in progress. If it hasn't ended, `no` is impossible, because absence proves nothing. */
	readonly active: Certainty;
	readonly call: RawCall;
}

interface Watched extends PlacedCall {
	known: RawCall;
	misses: number;
	/** Whether the call was in progress at some time. Only then, its absence shows that it has ended. */
	wasActive: boolean;
	active: Certainty;
	/** Calls to the same number that had ended before, which must not be mistaken for a call without an ID. */
	earlier?: ReadonlySet<unknown>;
	/** On the scale of the clock. */
	readonly dialedAt: number;
	readonly until: number;
	readonly end: (ended: boolean) => void;
}

/**
 * Waits for the end of an agent's calls. One request checks all of them, so that waiting for many calls takes no
 * more requests than waiting for one.
 */
export class CallWatch {
	private readonly watched = new Set<Watched>();
	private isPolling = false;
	/** Not reset for later calls, so that many short calls take few polls. */
	private interval = FIRST_POLL;

	constructor(
		private readonly reader: Pick<CallReader, 'ask' | 'latest'>,
		private readonly send: Send,
		private readonly pause: Pause,
	) {}

	/** Resolves when a call has ended, its time is up, or the execution is stopped. */
	async end(placed: PlacedCall): Promise<WatchedCall> {
		const dialedAt = this.pause.clock.now() + placed.delay;
		return new Promise((resolve) => {
			const watched: Watched = {
				...placed,
				known: placed.call,
				misses: 0,
				wasActive: false,
				active: 'unknown',
				dialedAt,
				until: dialedAt + placed.longest,
				end: (ended) => {
					if (this.watched.delete(watched))
						resolve({ ended, active: ended ? 'no' : watched.active, call: watched.known });
				},
			};
			this.watched.add(watched);
			if (!this.isPolling) void this.pollUntilAllEnded();
		});
	}

	private async pollUntilAllEnded(): Promise<void> {
		this.isPolling = true;
		while (this.watched.size > 0) {
			const now = this.pause.clock.now();
			const untilFirst = smallest([...this.watched].map(({ until }) => until - now));
			await this.pause.wait(Math.min(this.interval, untilFirst));
			this.interval = Math.min(this.interval * GROWTH, LONGEST_INTERVAL);
			if (!this.pause.ended && untilFirst > 0) await this.poll();
			this.endOverdue();
		}
		this.isPolling = false;
	}

	private endOverdue(): void {
		const now = this.pause.clock.now();
		for (const watched of this.watched) {
			if (this.pause.ended || watched.until <= now) watched.end(false);
		}
	}

	/** Ends all waits after the token was rejected, because further requests would fail too. */
	private endAll(): void {
		for (const watched of this.watched) watched.end(false);
	}

	/** Checks the calls. If the requests fail, the next poll tries again. */
	private async poll(): Promise<void> {
		const list = await this.latestCalls();
		if (!list) return;
		const used = new Set([...this.watched].flatMap(({ known }) => [...callOf(known).ids]));
		for (const watched of this.watched) {
			watched.earlier ??= new Set(
				list.calls.filter((call) => callOf(call).ended === 'yes').map(keyOf),
			);
			const found = findIn(list.calls, watched, used) ?? (await this.searched(list, watched, used));
			if (found) watched.known = { ...watched.known, ...found };
			for (const id of callOf(watched.known).ids) used.add(id);
			watched.misses = found ? 0 : watched.misses + 1;
			if (await this.isOver(watched, found)) watched.end(true);
		}
	}

	/**
	 * Whether a call has ended: by its own status, or because it was in progress and is gone. A call that was never in
	 * progress may not be visible yet, or never be.
	 */
	private async isOver(watched: Watched, found: RawCall | undefined): Promise<boolean> {
		const ended = found ? callOf(found).ended : 'unknown';
		if (ended === 'unknown') {
			const isDialed = this.pause.clock.now() >= watched.dialedAt + FIRST_POLL;
			if (!isDialed || (!found && watched.misses < MOST_MISSES)) return false;
			watched.active = await this.isActive(watched.phone);
		} else {
			watched.active = ended === 'no' ? 'yes' : 'no';
		}
		if (ended === 'yes' || (watched.active === 'no' && watched.wasActive)) return true;
		watched.wasActive ||= watched.active === 'yes';
		return false;
	}

	private async isActive(phone: string): Promise<Certainty> {
		const found = await this.reader.ask(phone, this.send);
		return found.ok ? certaintyOf(conclude('onCall', found.value.certainty)) : 'unknown';
	}

	/** Looks for a call by its number if it may be on pages that weren't read, because the list begins with the oldest. */
	private async searched(
		{ isWhole }: Latest,
		watched: Watched,
		used: ReadonlySet<string>,
	): Promise<RawCall | undefined> {
		if (isWhole) return undefined;
		const isEnough = (calls: readonly RawCall[]) =>
			calls.some((call) => isSame(call, watched.known));
		const read = await this.reader.latest(this.send, isEnough, watched.phone);
		return read.ok ? findIn(read.value.calls, watched, used) : undefined;
	}

	/** The agent's latest calls, back to the oldest watched one. Undefined if they can't be read this time. */
	private async latestCalls(): Promise<Latest | undefined> {
		const placed = [...this.watched].map(({ known }) => known);
		const isEnough = (calls: readonly RawCall[]) =>
			calls.length >= MOST_CALLS ||
			placed.every((known) => calls.some((call) => isSame(call, known)));
		const read = await this.reader.latest(this.send, isEnough);
		if (read.ok) return read.value;
		if (read.why === 'unauthorized') this.endAll();
		// Without the right to read the list, the calls in progress still tell.
		return read.did === 'refused' ? { calls: [], isWhole: true } : undefined;
	}
}

function isSame(a: RawCall, b: RawCall): boolean {
	return setsMeet(callOf(a).ids, callOf(b).ids);
}

function keyOf(call: RawCall): unknown {
	return call.id ?? call;
}

/** @param used the IDs of all watched calls */
function findIn(
	calls: readonly RawCall[],
	{ known, phone, earlier }: Watched,
	used: ReadonlySet<string>,
): RawCall | undefined {
	if (callOf(known).ids.size > 0) return calls.findLast((call) => isSame(call, known));
	const isTo = isCallTo(phone);
	const free = calls.filter(
		(call) => !setsMeet(callOf(call).ids, used) && !earlier?.has(keyOf(call)),
	);
	// One that may be somebody else's isn't its own, and an earlier one may never seem to end.
	return free.findLast((call) => isTo(call) === 'yes');
}
