import type { Pause } from './clock';
import type { RateLimit } from './rateLimit';
import { LearnedWindow } from './learnedWindow';

/** Talkover's windows are one minute; who refuses for so long has another reason than the rate. */
const LONGEST_CLOSED_MS = 600_000;
/** How many requests are sent at a time after an opening about which nothing is known. */
const FIRST_LANES = 2;

/** The right to send one request; to be given back with what its answer said. */
export interface Ticket {
	readonly opening: number;
	readonly probe: boolean;
}

/** How a request that was let through ended. */
export interface Passage {
	/** Whether an answer came; without one it is not known what the rate limit made of the request. */
	readonly answered: boolean;
	/** Answered with 429. */
	readonly refused: boolean;
	readonly rateLimit: RateLimit | undefined;
}

export interface GateOptions {
	readonly pause: Pause;
	/** Told whenever requests have to wait, with the milliseconds until the next may leave. */
	readonly onClosed?: (waitMs: number) => void;
	/** Spreads the probes of executions that were refused at the same moment; from 0 to 1. */
	readonly random?: () => number;
}

/**
 * One gate for all requests of a run. A 429, or an answer that says that no request is left, holds
 * everybody until Talkover takes requests again; a single one then goes first, and the others follow
 * as its answer allows.
 *
 * With rate-limit headers it sends what is left and no more. Without them it learns the window.
 */
export class RateGate {
	private state: 'closed' | 'open' | 'probing' | 'shut' = 'open';
	private opensAt = 0;
	private closedSince: number | undefined;
	/** How often it has opened, so that late answers do not close it again. */
	private opening = 0;
	private inFlight = 0;
	/** Requests that are surely left, as of the last answer that said so. */
	private left: number | undefined;
	/** How many may be under way where that is not known. */
	private lanes = Infinity;
	private timer: Promise<void> | undefined;
	private readonly window: LearnedWindow;
	private readonly waiting: ((ticket: Ticket | undefined) => void)[] = [];

	constructor(private readonly options: GateOptions) {
		this.window = new LearnedWindow(options.pause.clock.now());
		options.pause.onEnd(() => {
			this.turnAway();
		});
	}

	/** Resolves once a request may leave; undefined if none may any more. */
	async enter(): Promise<Ticket | undefined> {
		return new Promise((resolve) => {
			this.waiting.push(resolve);
			this.admit();
		});
	}

	leave(ticket: Ticket, { answered, refused, rateLimit = {} }: Passage): void {
		this.inFlight -= 1;
		// What left before the last opening says nothing about the present one.
		const current = ticket.opening === this.opening;
		if (!answered) {
			// The next in line tries in its place, at once: nobody is known to refuse.
			if (ticket.probe) this.state = 'closed';
		} else if (refused) {
			if (current && (ticket.probe || this.state !== 'probing')) this.close(rateLimit.waitMs);
		} else {
			if (ticket.probe) this.open();
			if (current) this.pass(rateLimit);
		}
		this.admit();
	}

	private pass({ remaining, waitMs }: RateLimit): void {
		this.window.pass();
		this.lanes += 1;
		if (remaining === undefined || this.state !== 'open') return;
		// Those under way may or may not be counted in it.
		this.left = remaining - this.inFlight;
		if (remaining === 0) this.close(waitMs);
	}

	private open(): void {
		this.state = 'open';
		this.opening += 1;
		this.closedSince = undefined;
		this.left = undefined;
		this.lanes = FIRST_LANES;
		this.window.open(this.now());
	}

	private close(statedWait: number | undefined): void {
		const now = this.now();
		this.closedSince ??= now;
		const { random = Math.random } = this.options;
		const guess = this.window.untilProbe(now) * (0.9 + 0.2 * random());
		// Who is refused in spite of having waited as told must not ask again at once.
		const wait =
			statedWait === undefined || (this.state === 'probing' && statedWait < guess)
				? guess
				: statedWait;
		this.opensAt = Math.max(this.opensAt, now + wait);
		this.state = 'closed';
		if (this.opensAt - this.closedSince > LONGEST_CLOSED_MS) {
			this.state = 'shut';
			this.turnAway();
		}
	}

	private admit(): void {
		if (this.state === 'shut' || this.options.pause.ended) this.turnAway();
		while (this.waiting.length > 0 && this.mayLeave()) {
			const probe = this.state === 'closed';
			if (probe) this.state = 'probing';
			this.inFlight += 1;
			if (this.left !== undefined) this.left -= 1;
			this.waiting.shift()?.({ opening: this.opening, probe });
		}
		if (this.waiting.length > 0 && this.state === 'closed') this.timer ??= this.wake();
	}

	private mayLeave(): boolean {
		if (this.state === 'closed') return this.now() >= this.opensAt;
		if (this.state !== 'open') return false;
		if (this.inFlight === 0) return true;
		if (this.left !== undefined) return this.left > 0;
		return this.inFlight < Math.min(this.lanes, this.window.lanes());
	}

	private async wake(): Promise<void> {
		const wait = this.opensAt - this.now();
		this.options.onClosed?.(wait);
		await this.options.pause.wait(wait);
		this.timer = undefined;
		this.admit();
	}

	private turnAway(): void {
		for (const resolve of this.waiting.splice(0)) resolve(undefined);
	}

	private now(): number {
		return this.options.pause.clock.now();
	}
}
