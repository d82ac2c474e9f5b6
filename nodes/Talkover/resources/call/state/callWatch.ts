import type { Send } from '../../../api/client';
import type { Pause } from '../../../api/pacing/clock';
import { readSince } from '../../../operation/recoveryLookup';
import { withId } from '../../../api/response/answer';
import { isSameId } from '../../../api/content/identity';
import type { AgentCalls } from './agentCalls';
import type { Call } from './call';
import { callsOfAgent } from './agentCalls';
import { activeCalls, activeCallsRequest } from './activeCalls';
import { isCallTo, isCallWith } from './isCallWith';
import { isFinal } from './isFinal';

/** Milliseconds until the first poll. A call takes about this long to be answered. */
const FIRST_POLL = 5_000;
/** The interval between two polls grows by this factor, up to the longest interval. */
const GROWTH = 1.5;
const LONGEST_INTERVAL = 15_000;
/** The number of polls without a call in the list after which a request checks whether it is active. */
const MOST_MISSES = 2;
/** The most calls and pages that a poll reads, latest first. */
const MOST_CALLS = 300;
const MOST_PAGES = 30;

/** A call that was placed. */
export interface PlacedCall {
	/** The call from the response to its request, possibly without an ID. */
	readonly call: Call;
	/** In E.164 form. */
	readonly phone: string;
	/** Milliseconds before it is dialed. */
	readonly delay: number;
	/** The longest wait for its end, in milliseconds after it is dialed. */
	readonly longest: number;
}

/** What is known about a call when the wait ends. */
export interface WatchedCall {
	readonly ended: boolean;
	readonly call: Call;
}

interface Watched extends PlacedCall {
	known: Call;
	misses: number;
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
		private readonly agentId: string,
		private readonly send: Send,
		private readonly pause: Pause,
		private readonly agentCalls: Pick<AgentCalls, 'learn'>,
	) {}

	/** Resolves when a call has ended, its time is up, or the execution is stopped. */
	async end(placed: PlacedCall): Promise<WatchedCall> {
		const dialedAt = this.pause.clock.now() + placed.delay;
		return new Promise((resolve) => {
			const watched: Watched = {
				...placed,
				known: placed.call,
				misses: 0,
				dialedAt,
				until: dialedAt + placed.longest,
				end: (ended) => {
					if (this.watched.delete(watched)) resolve({ ended, call: watched.known });
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
			const untilFirst = Math.min(...[...this.watched].map(({ until }) => until - now));
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

	/** Checks the calls. If the request fails, the next poll tries again. */
	private async poll(): Promise<void> {
		const calls = await this.latestCalls();
		if (!calls) return;
		const isUsed = new Set([...this.watched].map(({ known }) => known.id));
		for (const watched of this.watched) {
			const isOver = (call: Call) => isFinal(call.status) === true;
			watched.earlier ??= new Set(calls.filter(isOver).map(({ id }) => id));
			const { earlier } = watched;
			const isOfNumber = isCallTo(watched.phone);
			const found = calls.find(
				watched.known.id === undefined
					? (call) => !isUsed.has(call.id) && !earlier.has(call.id) && isOfNumber(call)
					: (call) => isSameId(call.id, watched.known.id),
			);
			if (found) watched.known = { ...watched.known, ...found };
			isUsed.add(watched.known.id);
			watched.misses = found ? 0 : watched.misses + 1;
			if (await this.hasEnded(watched, found)) watched.end(true);
		}
	}

	private async hasEnded(watched: Watched, found: Call | undefined): Promise<boolean> {
		const final = found && isFinal(found.status);
		if (final !== undefined) return final;
		const isDialed = this.pause.clock.now() >= watched.dialedAt + FIRST_POLL;
		if (!isDialed || (!found && watched.misses < MOST_MISSES)) return false;
		return this.isInactive(watched.phone);
	}

	private async isInactive(phone: string): Promise<boolean> {
		const answer = await this.send(activeCallsRequest(this.agentId, phone));
		if (!answer.ok) return answer.status === 404;
		return activeCalls.read(answer.body)?.some(isCallWith(phone)) === false;
	}

	/** The agent's latest calls, back to the oldest watched one; undefined if they can't be read. */
	private async latestCalls(): Promise<readonly Call[] | undefined> {
		const ids = [...this.watched].map(({ known }) => known.id);
		const isEnough = (calls: readonly Call[]) =>
			calls.length >= MOST_CALLS || ids.every((id) => calls.some((call) => isSameId(call.id, id)));
		const startedAt = Date.now();
		const limits = { mostPages: MOST_PAGES, isEnough };
		const list = callsOfAgent(this.agentId);
		const read = await readSince(this.send, { list }, -Infinity, limits);
		if (!read.ok) {
			if (read.kind === 'unauthorized') this.endAll();
			return undefined;
		}
		const { elements, since } = read.value;
		this.agentCalls.learn(elements, { startedAt, since });
		return elements.map(({ element }) => withId(element)).reverse();
	}
}
