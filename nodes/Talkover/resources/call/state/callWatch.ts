import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../../api/client';
import type { Pause } from '../../../api/pacing/clock';
import { readSince } from '../../../operation/trace';
import { withId } from '../../../api/answer';
import { isSameId } from '../../../api/sameId';
import type { AgentCalls } from './agentCalls';
import { callsOfAgent } from './agentCalls';
import { activeCalls, activeCallsRequest } from './activeCalls';
import { isCallTo, isCallWith } from './isCallWith';
import { isFinal } from './isFinal';

/** Milliseconds until the calls are looked at for the first time. A call takes that long to be answered. */
const FIRST_LOOK = 5_000;
/** Milliseconds between two looks grow by this factor, up to the longest. */
const GROWTH = 1.5;
const LONGEST_INTERVAL = 15_000;
/** Looks in which a call may be missing from the list before Talkover is asked whether it is active. */
const MOST_MISSES = 2;
/** Calls and pages that a look reads at most, the most recent ones first. */
const MOST_CALLS = 300;
const MOST_PAGES = 30;

/** A call that was placed. */
export interface PlacedCall {
	/** As the response to its request gave it, maybe without an ID. */
	readonly call: IDataObject;
	/** In E.164 form. */
	readonly phone: string;
	/** Milliseconds before it is dialled. */
	readonly delay: number;
	/** Milliseconds to wait for its end, from the moment it is dialled. */
	readonly longest: number;
}

/** What is known of a call when the wait for it is over. */
export interface WatchedCall {
	readonly ended: boolean;
	readonly call: IDataObject;
}

interface Watched extends PlacedCall {
	known: IDataObject;
	misses: number;
	/** Calls to the same number that were over before; only a call without an ID could be taken for one of them. */
	earlier?: ReadonlySet<unknown>;
	/** On the scale of the clock. */
	readonly dialledAt: number;
	readonly until: number;
	readonly settle: (ended: boolean) => void;
}

/**
 * Waits for the end of an agent's calls. One request looks at all of them together, so that waiting for many
 * calls costs no more than waiting for one.
 */
export class CallWatch {
	private readonly watched = new Set<Watched>();
	private isLooking = false;
	/** Not shortened for calls that are placed later, so that many short calls take few looks. */
	private interval = FIRST_LOOK;

	constructor(
		private readonly agentId: string,
		private readonly send: Send,
		private readonly pause: Pause,
		private readonly agentCalls: Pick<AgentCalls, 'learn'>,
	) {}

	/** Resolves when a call has ended, its time is up, or the execution is stopped. */
	async end(placed: PlacedCall): Promise<WatchedCall> {
		const dialledAt = this.pause.clock.now() + placed.delay;
		return new Promise((resolve) => {
			const watched: Watched = {
				...placed,
				known: placed.call,
				misses: 0,
				dialledAt,
				until: dialledAt + placed.longest,
				settle: (ended) => {
					if (this.watched.delete(watched)) resolve({ ended, call: watched.known });
				},
			};
			this.watched.add(watched);
			if (!this.isLooking) void this.lookUntilAllEnded();
		});
	}

	private async lookUntilAllEnded(): Promise<void> {
		this.isLooking = true;
		while (this.watched.size > 0) {
			const now = this.pause.clock.now();
			const untilFirst = Math.min(...[...this.watched].map(({ until }) => until - now));
			await this.pause.wait(Math.min(this.interval, untilFirst));
			this.interval = Math.min(this.interval * GROWTH, LONGEST_INTERVAL);
			if (!this.pause.ended && untilFirst > 0) await this.look();
			this.settleOverdue();
		}
		this.isLooking = false;
	}

	private settleOverdue(): void {
		const now = this.pause.clock.now();
		for (const watched of this.watched) {
			if (this.pause.ended || watched.until <= now) watched.settle(false);
		}
	}

	/** The token is rejected, so nothing more can be found out. */
	private settleAll(): void {
		for (const watched of this.watched) watched.settle(false);
	}

	/** Talkover is asked again the next time if it can't be asked now. */
	private async look(): Promise<void> {
		const calls = await this.latestCalls();
		if (!calls) return;
		const isUsed = new Set([...this.watched].map(({ known }) => known.id));
		for (const watched of this.watched) {
			const isOver = (call: IDataObject) => isFinal(call.status) === true;
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
			if (await this.hasEnded(watched, found)) watched.settle(true);
		}
	}

	private async hasEnded(watched: Watched, found: IDataObject | undefined): Promise<boolean> {
		const final = found && isFinal(found.status);
		if (final !== undefined) return final;
		const isDialled = this.pause.clock.now() >= watched.dialledAt + FIRST_LOOK;
		if (!isDialled || (!found && watched.misses < MOST_MISSES)) return false;
		return this.isInactive(watched.phone);
	}

	private async isInactive(phone: string): Promise<boolean> {
		const answer = await this.send(activeCallsRequest(this.agentId, phone));
		if (!answer.ok) return answer.status === 404;
		return activeCalls.read(answer.body)?.some(isCallWith(phone)) === false;
	}

	/** The agent's latest calls, as far back as those that are watched; undefined if they can't be read. */
	private async latestCalls(): Promise<readonly IDataObject[] | undefined> {
		const ids = [...this.watched].map(({ known }) => known.id);
		const isEnough = (calls: readonly IDataObject[]) =>
			calls.length >= MOST_CALLS || ids.every((id) => calls.some((call) => isSameId(call.id, id)));
		const startedAt = Date.now();
		const limits = { mostPages: MOST_PAGES, isEnough };
		const list = callsOfAgent(this.agentId);
		const read = await readSince(this.send, { list }, -Infinity, limits);
		if (!read.ok) {
			if (read.kind === 'unauthorized') this.settleAll();
			return undefined;
		}
		const { elements, since } = read;
		this.agentCalls.learn(elements, { startedAt, since });
		return elements.map(({ element }) => withId(element)).reverse();
	}
}
