/** The first look whether requests are taken again comes at least this long after the limit is reached. */
const FIRST_PROBE_MS = 150;
const LONGEST_FIRST_PROBE_MS = 15_000;
/** With fewer than this between two refusals, most of what is sent would be refused. */
const SMALL_HELPING = 12;
/** Talkover's windows are one minute; what is longer was no window that was full all the time. */
const LONGEST_PERIOD_MS = 90_000;
const SHORTEST_STEP_MS = 25;
const LONGEST_STEP_MS = 15_000;
/** Each wait without an answer is longer than the last by this share of the time waited so far. */
const GROWTH = 0.14;
/** How much earlier than last time the window might open, and the step of the search from there. */
const EARLIER = 0.1;
const STEP = 1 / 40;
/** How many are sent at a time where the next may be one too many … */
const FEW = 2;
/** … until so many more have passed than last time that the window must have changed. */
const CHANGED = 1.1;
const CHANGED_BY = 10;

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
	private firstProbe = FIRST_PROBE_MS;

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
		const period = now - this.openedAt;
		this.period = period <= LONGEST_PERIOD_MS ? period : undefined;
		this.openedAt = now;
		// Quickly down, slowly up: what is too low costs little time, what is too high costs refusals.
		const known = this.capacity ?? this.passed;
		this.capacity = Math.min(this.passed, known + (this.passed - known) / 2);
		if (this.passed < SMALL_HELPING) {
			this.firstProbe = Math.min(this.firstProbe * 2, LONGEST_FIRST_PROBE_MS);
		}
		this.passed = 0;
		this.fullAt = undefined;
	}

	/** How many more may be under way before the limit of last time is passed; it may have changed. */
	lanes(): number {
		if (this.capacity === undefined) return Infinity;
		const changed = this.passed > this.capacity * CHANGED + CHANGED_BY;
		return changed ? Infinity : Math.max(FEW, this.capacity - this.passed);
	}

	/** The limit is reached: how many milliseconds to wait before a single request tries again. */
	untilProbe(now: number): number {
		if (this.fullAt === undefined) {
			this.fullAt = now;
			return Math.max(this.firstProbe, this.expected() - now);
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
