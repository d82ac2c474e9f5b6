import type { Pause } from './clock';
import type { RateLimit } from './rateLimit';
import { LearnedWindow } from './learnedWindow';
import { OwnShare } from './ownShare';

/** Talkover's windows take one minute, so a longer rejection has another reason than the rate limit. */
const LONGEST_CLOSED_MS = 600_000;
/** Requests in flight right after an opening, as long as no response says how many remain. */
const FIRST_IN_FLIGHT = 2;
/** Spreads probes by ±10 %, so that executions rejected at the same moment don't probe together. */
const JITTER = 0.1;

/** The permission to send one request. Pass it to `release` with the outcome. */
export interface Permit {
	/** The number of openings of the limiter before the request. */
	readonly opening: number;
	/** Whether the request is the single one that tests if Talkover accepts requests again. */
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

export interface RateLimiterOptions {
	readonly pause: Pause;
	/** Called when requests start to wait, with the milliseconds until the next one may be sent. */
	readonly onClosed?: (waitMs: number) => void;
	/** A random number from 0 to 1, for the jitter of probes. */
	readonly random?: () => number;
}

/**
 * Limits the requests of a run. After a 429, or when the rate-limit headers say that no request
 * remains, all requests wait. Then a single one, the probe, tests whether Talkover accepts requests again.
 *
 *                  429, or no request            the wait is over:
 *                  remains                       the probe is sent
 *               +------+ --------------> +--------+ --------------> +---------+
 *     start --> | open |                 | closed |                 | probing |
 *               +------+                 +--------+ <-------------- +---------+
 *                  ^                         |      429: waits again,    |
 *                  |                         |      no response: the     |
 *                  |                         |      next one is a probe  |
 *                  |                         |      at once              |
 *                  +-------------------------|---------------------------+
 *                     probe accepted         |
 *                                            v next probe due more than LONGEST_CLOSED_MS after it closed
 *                                        +------+
 *                                        | shut |  no request is sent any more
 *                                        +------+
 *
 * While the limiter is closed, a 429 for a request that was in flight can only make the wait longer.
 *
 * Other processes may use the same limit, and each knows only its own responses. If the headers show that, this
 * one sends only its share of what remains ({@link OwnShare}).
 *
 * While the limiter is open, rate-limit headers limit how many requests are sent. Without headers, the number in
 * flight is limited, except before the limiter first closes: by `maxInFlight`, which is FIRST_IN_FLIGHT after each
 * opening and grows with each accepted request, and by the {@link LearnedWindow}.
 */
export class RateLimiter {
	private state: 'closed' | 'open' | 'probing' | 'shut' = 'open';
	/** When the next probe may be sent. */
	private opensAt = 0;
	/** When the limiter closed after it was last open. */
	private closedSince: number | undefined;
	/** The number of openings so far. A response to a request from before the last one can't close the limiter. */
	private opening = 0;
	private inFlight = 0;
	/** Requests that Talkover will certainly accept, if a response since the opening has said so. */
	private remaining: number | undefined;
	/** The limit of requests in flight if `remaining` is unknown. */
	private maxInFlight = Infinity;
	/** Set while the limiter waits for `opensAt`. */
	private timer: Promise<void> | undefined;
	private readonly window: LearnedWindow;
	/** How much of what remains is for this process. */
	private readonly share = new OwnShare();
	/** First in, first out. */
	private readonly waiting: ((permit: Permit | undefined) => void)[] = [];

	constructor(private readonly options: RateLimiterOptions) {
		this.window = new LearnedWindow(options.pause.clock.now());
		options.pause.onEnd(() => {
			this.rejectWaiting();
		});
	}

	/** Resolves when a request may be sent; to undefined if no more requests may be sent. */
	async acquire(): Promise<Permit | undefined> {
		return new Promise((resolve) => {
			this.waiting.push(resolve);
			this.admit();
		});
	}

	/** Call this for every permit when its request has ended. */
	release(permit: Permit, { answered, rejected, rateLimit = {} }: Completion): void {
		this.inFlight -= 1;
		// The response to a request sent before the last opening doesn't apply to the current window.
		const current = permit.opening === this.opening;
		if (!answered) {
			// `opensAt` is in the past, so the next request is a probe at once.
			if (permit.probe) this.state = 'closed';
		} else if (rejected) {
			// While probing, only the probe counts.
			const counts = current && (permit.probe || this.state !== 'probing');
			if (counts) this.close(rateLimit.waitMs);
			if (current) this.share.answered(false, 0, this.inFlight);
		} else {
			if (permit.probe) this.open();
			if (current) this.accepted(rateLimit);
		}
		this.admit();
	}

	private accepted({ remaining, waitMs }: RateLimit): void {
		this.window.accepted();
		this.maxInFlight += 1;
		if (remaining !== undefined) this.share.answered(true, remaining, this.inFlight);
		if (remaining === undefined || this.state !== 'open') return;
		// Talkover may or may not have counted the requests in flight yet.
		this.remaining = Math.floor(remaining * this.share.value) - this.inFlight;
		if (remaining === 0) this.close(waitMs);
	}

	private open(): void {
		this.state = 'open';
		this.opening += 1;
		this.closedSince = undefined;
		this.remaining = undefined;
		this.maxInFlight = FIRST_IN_FLIGHT;
		this.window.opened(this.now());
		this.share.opened();
	}

	/** @param statedWait the milliseconds that Talkover asks to wait */
	private close(statedWait: number | undefined): void {
		const now = this.now();
		this.closedSince ??= now;
		const learnedWait = this.window.probeWait(now) * this.jitter();
		// A probe that was rejected although it waited as stated must not be followed by another one at once.
		const useLearned =
			statedWait === undefined || (this.state === 'probing' && statedWait < learnedWait);
		const wait = useLearned ? learnedWait : statedWait;
		this.opensAt = Math.max(this.opensAt, now + wait);
		this.state = 'closed';
		if (this.opensAt - this.closedSince > LONGEST_CLOSED_MS) {
			this.state = 'shut';
			this.rejectWaiting();
		}
	}

	/** Gives permits to as many waiting requests as may be sent now. */
	private admit(): void {
		if (this.state === 'shut' || this.options.pause.ended) this.rejectWaiting();
		while (this.waiting.length > 0 && this.maySend()) {
			const probe = this.state === 'closed';
			if (probe) this.state = 'probing';
			this.inFlight += 1;
			if (this.remaining !== undefined) this.remaining -= 1;
			this.waiting.shift()?.({ opening: this.opening, probe });
		}
		if (this.waiting.length > 0 && this.state === 'closed') this.timer ??= this.waitForOpening();
	}

	private maySend(): boolean {
		if (this.state === 'closed') return this.now() >= this.opensAt;
		if (this.state !== 'open') return false;
		if (this.inFlight === 0) return true;
		if (this.remaining !== undefined) return this.remaining > 0;
		return this.inFlight < Math.min(this.maxInFlight, this.window.maxInFlight());
	}

	private async waitForOpening(): Promise<void> {
		const wait = this.opensAt - this.now();
		this.options.onClosed?.(wait);
		await this.options.pause.wait(wait);
		this.timer = undefined;
		this.admit();
	}

	private rejectWaiting(): void {
		for (const resolve of this.waiting.splice(0)) resolve(undefined);
	}

	private jitter(): number {
		const { random = Math.random } = this.options;
		return 1 - JITTER + 2 * JITTER * random();
	}

	private now(): number {
		return this.options.pause.clock.now();
	}
}
