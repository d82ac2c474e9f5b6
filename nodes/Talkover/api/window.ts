/** The first look whether requests are taken again comes this long after the limit was reached. */
const FIRST_PROBE_MS = 150;
const SHORTEST_STEP_MS = 25;
const LONGEST_STEP_MS = 15_000;
/** Each wait without an answer is longer than the last by this share of the time waited so far. */
const GROWTH = 0.25;
/** How much earlier than last time the window might open, and the step of the search from there. */
const EARLIER = 0.1;
const STEP = 1 / 40;
/** From this share of what passed last time on, few requests are sent at a time. */
const NEARLY_FULL = 0.8;

/**
 * What can be learned of a rate limit that says nothing about itself: how many requests pass between
 * two openings, and how far these are apart. It fits a fixed window, whose openings it finds again,
 * and a token bucket, which it drains in small helpings.
 */
export class LearnedWindow {
	private openedAt: number;
	private passed = 0;
	private fullAt: number | undefined;
	private capacity: number | undefined;
	private period: number | undefined;

	/** @param now milliseconds on the gate's clock */
	constructor(now: number) {
		this.openedAt = now;
	}

	/** A request was taken. */
	pass(): void {
		this.passed += 1;
	}

	/** Requests are being taken again. */
	open(now: number): void {
		if (this.fullAt === undefined) return;
		this.period = now - this.openedAt;
		this.openedAt = now;
		this.capacity = this.passed;
		this.passed = 0;
		this.fullAt = undefined;
	}

	/** Whether the limit of last time is close, counting the requests that are under way. */
	nearlyFull(inFlight: number): boolean {
		return this.capacity !== undefined && this.passed + inFlight >= this.capacity * NEARLY_FULL;
	}

	/** The limit is reached: how many milliseconds to wait before a single request tries again. */
	untilProbe(now: number): number {
		if (this.fullAt === undefined) {
			this.fullAt = now;
			return Math.max(FIRST_PROBE_MS, this.expected() - now);
		}
		const since = now - Math.max(this.fullAt, this.expected());
		const step = Math.max(since * GROWTH, (this.period ?? 0) * STEP, SHORTEST_STEP_MS);
		return Math.min(step, LONGEST_STEP_MS);
	}

	/** When the window is expected to open, or a moment long past. */
	private expected(): number {
		return this.period === undefined ? 0 : this.openedAt + this.period * (1 - EARLIER);
	}
}
