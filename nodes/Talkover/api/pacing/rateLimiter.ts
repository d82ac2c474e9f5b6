import type { Clock, Pause } from './clock';
import { LONGEST_TIMER_MS, monotonic } from './clock';
import { AdaptiveConcurrency, FEWEST_AT_ONCE } from './concurrency';
import { FairQueue } from './fairQueue';
import { InFlight } from './inFlight';
import type { RateLimit } from './rateLimit';
import { LearnedWindow } from './learnedWindow';
import { OwnShare } from './ownShare';

/**
 * Requests fail after this time without any accepted request of the account. Talkover's windows take one minute, so a
 * longer rejection has another reason than the rate limit.
 */
const LONGEST_STATED_MS = 600_000;
/** The same if the responses don't say how long to wait. */
const LONGEST_UNSTATED_MS = 1_800_000;
/** After this time, a second probe is sent although the first one has no response yet. */
const SECOND_PROBE_MS = 5_000;
const MOST_PROBES = 2;
/** The longest wait if a probe was rejected although it waited as long as the responses say: others were faster. */
const LONGEST_EXTRA_WAIT_MS = 5_000;
/** Requests in flight right after an opening, as long as no response says how many remain. */
const FIRST_IN_FLIGHT = 2;
/** Spreads probes by ±10 %, so that executions rejected at the same moment don't probe together. */
const JITTER = 0.1;

/** The permission to send one request. Return it with `release` in any case. */
export interface Permit {
	/** Permits are numbered in the order in which requests are sent. */
	readonly number: number;
	/** The number of openings of the limiter before the request. */
	readonly opening: number;
	/** Whether the request tests if Talkover accepts requests again. */
	readonly probe: boolean;
}

/** How a request ended. */
export interface Completion {
	/** Whether a response arrived. Without one, it's unknown whether the rate limit rejected the request. */
	readonly answered: boolean;
	/** Whether the response was a 429. */
	readonly rejected: boolean;
	readonly rateLimit: RateLimit | undefined;
}

/** A run, as the limiter knows it. */
export interface LimitedRun {
	/** The end of the pause ends the run's waiting, and nobody else's. */
	readonly pause: Pause;
	/**
	 * How many requests of all runs may be in flight. The smallest number of the current runs holds for all of them. By default,
	 * as many as {@link AdaptiveConcurrency} finds for the account.
	 */
	readonly requestsAtOnce?: number | undefined;
	/** Whether at most FEWEST_AT_ONCE requests may be in flight when the run sends one. */
	readonly isCautious?: boolean;
	/** Called when requests of the run start to wait, with the milliseconds until the next one may be sent. */
	readonly onWaiting?: (waitMs: number) => void;
}

/** A run's access to the limiter that it shares with other runs. */
export interface RunLimiter {
	/**
	 * Resolves when a request may be sent; to undefined if no more requests may be sent.
	 *
	 * @param rejected the permit with which the same request got a 429
	 */
	acquire(rejected?: Permit): Promise<Permit | undefined>;
	/** Call this for every permit when its request has ended. */
	release(permit: Permit, completion: Completion): void;
}

interface RateLimiterOptions {
	readonly clock: Clock;
	/** A random number from 0 to 1, for the jitter of probes. */
	readonly random?: () => number;
}

/** A run that uses the limiter. */
interface Lane extends LimitedRun {
	readonly since: number;
	/** The run knows that it waits until then. */
	toldUntil: number;
}

/**
 * Limits the requests of all runs that share it, which take turns ({@link FairQueue}). After a 429, or when the
 * rate-limit headers say that no request remains, all requests wait. Then a single one, the probe, tests whether
 * Talkover accepts requests again.
 *
 *                  429, or no request            the wait is over:
 *                  remains                       the probe is sent
 *               +------+ --------------> +--------+ --------------> +---------+
 *     start --> | open |                 | closed |                 | probing |
 *               +------+                 +--------+ <-------------- +---------+
 *                  ^                                429: waits again,    |
 *                  |                                no response: the     |
 *                  |                                next one is a probe  |
 *                  |                                at once              |
 *                  +-----------------------------------------------------+
 *                     probe accepted
 *
 * While the limiter is closed, a 429 for a request that was in flight can only make the wait longer. A second probe is
 * sent if the first one has no response after SECOND_PROBE_MS.
 *
 * Requests of a run fail while the limiter is closed if the next probe is due too long after the account's last
 * accepted request and after the beginning of the run. When it is due, the next request is a probe again.
 *
 * Other processes may use the same limit, and each knows only its own responses. If the headers show that, this
 * one sends only its share of what remains ({@link OwnShare}).
 *
 * While the limiter is open, rate-limit headers limit how many requests are sent. Without headers, the number in
 * flight is limited, except before the limiter first closes: by `maxInFlight`, which is FIRST_IN_FLIGHT after each
 * opening and grows with each accepted request, and by the {@link LearnedWindow}.
 */
export class RateLimiter {
	private state: 'closed' | 'open' | 'probing' = 'open';
	/** When the next probe may be sent. */
	private opensAt = 0;
	/** When Talkover began to reject all requests. */
	private rejectingSince: number | undefined;
	/** The longest wait since then. */
	private patience = LONGEST_STATED_MS;
	/** The number of openings so far. A response to a request from before the last one can't close the limiter. */
	private opening = 0;
	private readonly inFlight = new InFlight();
	/** Probes in flight. */
	private probes = 0;
	private lastProbeAt = 0;
	private permits = 0;
	/** Requests that Talkover will certainly accept, if a response since the opening has said so. */
	private remaining: number | undefined;
	/** The remaining number that counts, and the last permit that was given before it arrived. */
	private reported = { remaining: 0, before: 0 };
	/** The limit of requests in flight if `remaining` is unknown. */
	private maxInFlight = Infinity;
	/** When the timer for waiting requests expires. */
	private wakesAt = Infinity;
	private readonly clock: Clock;
	private readonly window: LearnedWindow;
	private readonly concurrency = new AdaptiveConcurrency();
	/** How much of what remains is for this process. */
	private readonly share = new OwnShare();
	private readonly queue = new FairQueue<Lane, Permit>();
	/** The current runs. */
	private readonly lanes = new Set<Lane>();
	/** The smallest number of requests at once that a current run has. */
	private smallest = Infinity;

	constructor(private readonly options: RateLimiterOptions) {
		this.clock = monotonic(options.clock);
		this.window = new LearnedWindow(this.clock.now());
	}

	/** Whether a request is in flight. */
	get isBusy(): boolean {
		return this.inFlight.size > 0;
	}

	/** Adds a run, until its pause ends. */
	enter(run: LimitedRun): RunLimiter {
		const lane: Lane = { ...run, since: this.clock.now(), toldUntil: -Infinity };
		if (!run.pause.ended) {
			this.lanes.add(lane);
			this.smallest = Math.min(this.smallest, numberOf(lane));
		}
		run.pause.onEnd(() => {
			this.reject(lane);
			this.leave(lane);
		});
		return {
			acquire: async (rejected) => {
				if (run.pause.ended) return undefined;
				return new Promise((resolve) => {
					const waiter = { lane, resolve, ...(rejected ? { rejected: rejected.number } : {}) };
					this.queue.add(waiter);
					this.admit([lane]);
				});
			},
			release: (permit, completion) => {
				this.release(permit, completion);
			},
		};
	}

	private leave(lane: Lane): void {
		this.lanes.delete(lane);
		if (numberOf(lane) > this.smallest) return;
		this.smallest = Infinity;
		for (const other of this.lanes) this.smallest = Math.min(this.smallest, numberOf(other));
		this.admit();
	}

	private release(permit: Permit, { answered, rejected, rateLimit = {} }: Completion): void {
		const now = this.clock.now();
		const inFlight = this.inFlight.counted(now);
		const ms = this.inFlight.remove(permit.number, now);
		if (answered && !rejected) this.concurrency.answered(ms, inFlight);
		if (permit.probe) this.probes -= 1;
		if (!answered) {
			// `opensAt` is in the past, so the next request is a probe at once.
			if (permit.probe && this.state === 'probing') this.state = 'closed';
		} else if (rejected) {
			this.rejected(permit, rateLimit);
		} else {
			this.accepted(permit, rateLimit);
		}
		this.admit();
	}

	/** The response to a request sent before the last opening doesn't apply to the current window. */
	private isCurrent({ opening }: Permit): boolean {
		return opening === this.opening;
	}

	private rejected(permit: Permit, { waitMs }: RateLimit): void {
		if (!this.isCurrent(permit)) return;
		if (this.state === 'open') this.concurrency.rejected();
		// While probing, only the probe counts.
		if (permit.probe || this.state !== 'probing') this.close(waitMs);
		this.share.answered(false, 0, this.inFlight.size);
	}

	private accepted(permit: Permit, { remaining, waitMs }: RateLimit): void {
		this.rejectingSince = this.state === 'open' ? undefined : this.clock.now();
		if (!this.isCurrent(permit)) return;
		if (permit.probe) this.open();
		this.window.accepted();
		this.maxInFlight += 1;
		if (remaining !== undefined) this.share.answered(true, remaining, this.inFlight.size);
		if (remaining === undefined || this.state !== 'open') return;
		this.learnRemaining(remaining, permit);
		if (remaining === 0) this.close(waitMs);
	}

	/**
	 * Responses may overtake each other, so a higher number counts only in the response to a request that was sent
	 * after the lower one arrived: then a token bucket has refilled, or another window has begun.
	 */
	private learnRemaining(remaining: number, { number }: Permit): void {
		const isOvertaken = number <= this.reported.before && remaining > this.reported.remaining;
		if (!isOvertaken) this.reported = { remaining, before: this.permits };
		// Talkover may or may not have counted the requests in flight yet.
		this.remaining = Math.floor(this.reported.remaining * this.share.value) - this.inFlight.size;
	}

	private open(): void {
		this.state = 'open';
		this.opening += 1;
		this.rejectingSince = undefined;
		this.remaining = undefined;
		this.maxInFlight = FIRST_IN_FLIGHT;
		this.window.opened(this.clock.now());
		this.share.opened();
	}

	/** @param statedWait the milliseconds that Talkover asks to wait */
	private close(statedWait: number | undefined): void {
		const now = this.clock.now();
		this.rejectingSince ??= now;
		this.patience = statedWait === undefined ? LONGEST_UNSTATED_MS : LONGEST_STATED_MS;
		const learnedWait = this.window.probeWait(now) * this.jitter();
		const wait = statedWait === undefined ? learnedWait : this.statedWait(statedWait, learnedWait);
		this.opensAt = Math.max(this.opensAt, now + wait);
		this.state = 'closed';
	}

	/** A probe that was rejected although it waited as stated must not be followed by another one at once. */
	private statedWait(stated: number, learned: number): number {
		if (this.state !== 'probing') return stated;
		return Math.max(stated, Math.min(learned, LONGEST_EXTRA_WAIT_MS));
	}

	/**
	 * Gives permits to as many waiting requests as may be sent now.
	 *
	 * @param lanes the runs to tell that the others wait
	 */
	private admit(lanes?: readonly Lane[]): void {
		while (!this.queue.isEmpty() && this.maySend()) {
			const probe = this.state !== 'open';
			if (probe) {
				this.state = 'probing';
				this.probes += 1;
				this.lastProbeAt = this.clock.now();
			}
			this.permits += 1;
			this.inFlight.add(this.permits, this.clock.now());
			if (this.remaining !== undefined) this.remaining -= 1;
			this.queue.take()?.resolve({ number: this.permits, opening: this.opening, probe });
		}
		if (this.queue.isEmpty()) return;
		if (this.state === 'closed') {
			for (const lane of lanes ?? this.queue.waitingLanes) this.tell(lane);
		}
		if (!this.queue.isEmpty()) this.schedule();
	}

	private maySend(): boolean {
		const now = this.clock.now();
		if (this.isFull()) return false;
		if (this.state !== 'open') return now >= this.due();
		const { size } = this.inFlight;
		if (size === 0) return true;
		if (this.inFlight.counted(now) >= this.mostAtOnce()) return false;
		if (this.remaining !== undefined) return this.remaining > 0;
		return size < Math.min(this.maxInFlight, this.window.maxInFlight());
	}

	/** Whether as many requests are in flight as the users want, who count slow ones too. */
	private isFull(): boolean {
		return this.inFlight.size >= this.smallest;
	}

	/** How many requests that aren't slow may be in flight for the run whose turn it is. */
	private mostAtOnce(): number {
		const { requestsAtOnce, isCautious = false } = this.queue.first()?.lane ?? {};
		const most = requestsAtOnce ?? this.concurrency.limit;
		return isCautious ? Math.min(most, FEWEST_AT_ONCE) : most;
	}

	/** When a request may be sent even if none in flight gets a response until then. */
	private due(): number {
		if (this.state === 'open') return this.inFlight.nextSlowAt(this.clock.now());
		if (this.state === 'closed') return this.opensAt;
		return this.probes < MOST_PROBES ? this.lastProbeAt + SECOND_PROBE_MS : Infinity;
	}

	/** Sets a timer for the waiting requests. */
	private schedule(): void {
		// The end of a request comes first.
		if (this.isFull()) return;
		const now = this.clock.now();
		const due = this.due();
		// A timer can't be cancelled, so long waits consist of short ones.
		const wakesAt = Math.min(due, now + LONGEST_TIMER_MS);
		if (due < Infinity && wakesAt < this.wakesAt)
			void this.wakeUp(wakesAt, Math.max(0, wakesAt - now));
	}

	private async wakeUp(wakesAt: number, wait: number): Promise<void> {
		this.wakesAt = wakesAt;
		await this.clock.sleep(wait);
		if (this.wakesAt === wakesAt) this.wakesAt = Infinity;
		this.admit();
	}

	/** If requests of a run wait for the next probe: tells the run, or rejects them if that takes too long. */
	private tell(lane: Lane): void {
		const now = this.clock.now();
		if (this.state !== 'closed' || now >= this.opensAt || !this.queue.has(lane)) return;
		const since = Math.max(this.rejectingSince ?? now, lane.since);
		if (this.opensAt - since > this.patience) {
			this.reject(lane);
		} else if (now >= lane.toldUntil) {
			lane.toldUntil = this.opensAt;
			lane.onWaiting?.(this.opensAt - now);
		}
	}

	private reject(lane: Lane): void {
		for (const { resolve } of this.queue.remove(lane)) resolve(undefined);
	}

	private jitter(): number {
		const { random = Math.random } = this.options;
		return 1 - JITTER + 2 * JITTER * random();
	}
}

function numberOf({ requestsAtOnce = Infinity }: Lane): number {
	return requestsAtOnce;
}
