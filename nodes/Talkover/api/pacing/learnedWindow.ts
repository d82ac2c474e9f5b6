/** The minimum time from the first rejection to the first probe. Small batches make it longer or shorter. */
const INITIAL_PROBE_WAIT_MS = 150;
const LONGEST_PROBE_WAIT_MS = 15_000;
/** A window that accepts fewer requests is a small batch: most requests would be rejected at this pace. */
const SMALL_BATCH = 12;
/** The minimum grows by this factor after a small batch if others were larger … */
const LONGER_WAIT = 2;
/** … and shrinks by this one if none was, because waiting longer brings no more. */
const SHORTER_WAIT = 0.7;
/** A batch is as large as the largest one if it has this share of it. */
const AS_LARGE = 0.9;
/** The largest batch is forgotten by this factor per window: other processes may have left requests to this one. */
const FORGETTING = 0.95;
/** Talkover's windows take one minute, so after a longer period traffic has paused. */
const LONGEST_PERIOD_MS = 90_000;
/** The first probe comes earlier than the last period suggests, by this share of the period … */
const EARLY_SHARE = 0.1;
/** … and at most by this time, because each probe of a long window that comes too early is rejected. */
const LONGEST_EARLY_MS = 3_000;
/** The wait between two probes is this share of the time since the first probe was due … */
const STEP_SHARE_OF_WAIT = 0.14;
/** … at least this share of the last period, divided by the capacity: rejections weigh more in small windows … */
const STEP_SHARE_OF_PERIOD = 2;
/** … with the share within these bounds … */
const SMALLEST_STEP_SHARE = 1 / 40;
const LARGEST_STEP_SHARE = 0.3;
/** … and the wait within these. */
const SHORTEST_STEP_MS = 25;
const LONGEST_STEP_MS = 15_000;
/** Requests in flight once the capacity is reached. One, because each of them may be rejected … */
const FEWEST_IN_FLIGHT = 1;
/** … but two if the capacity is below SMALL_CAPACITY, as that of a token bucket often is: one would make the batches smaller. */
const FEWEST_IF_SMALL = 2;
const SMALL_CAPACITY = 25;
/** The capacity no longer applies after capacity × CHANGED_FACTOR + CHANGED_MARGIN accepted requests. */
const CHANGED_FACTOR = 1.1;
const CHANGED_MARGIN = 10;

/**
 * Learns a rate limit that Talkover doesn't describe in its headers: how many requests a window accepts
 * (`capacity`), and how much time passes from one opening to the next (`period`). Works for fixed windows,
 * whose openings it finds again, and for token buckets, which it empties in small batches.
 *
 * The states:
 *
 *                        probeWait(): a request was
 *                        rejected, or none remain
 *               +---------+ ----------------------> +------+ ---+
 *     start --> | filling |                         | full |    | probeWait(): another request
 *               +---------+ <---------------------- +------+ <--+ was rejected, e.g. the probe
 *                        opened(): the probe was
 *                        accepted; sets capacity
 *                        and period
 *
 * One window on the time line, where `a` is an accepted request and `R` a rejected one:
 *
 *     opened     full            earliest opening      opened
 *       |         |                     |                |
 *       aaaaaaaaaaR                     R-R--R---R-----R-aaaaaa
 *       | filling |                full                  | filling
 *       |         |<---- probe wait --->|<---- steps --->|
 *       |         |                     |                |
 *       |<------ 0.9 x last period ---->|                |
 *       |<------------------- period ------------------->|
 *
 * - Filling: `maxInFlight` is what is left of `capacity`, at least FEWEST_IN_FLIGHT, or
 *   FEWEST_IF_SMALL. It is unlimited in the
 *   first window, and after enough additional accepted requests to show that the limit has changed
 *   (CHANGED_FACTOR, CHANGED_MARGIN).
 * - Probe wait, from the first rejection: until the earliest opening, which is EARLY_SHARE, at most
 *   LONGEST_EARLY_MS, before the end of the last period, but at least INITIAL_PROBE_WAIT_MS. After each window of
 *   fewer than SMALL_BATCH requests, this minimum doubles, up to LONGEST_PROBE_WAIT_MS, unless no window accepts
 *   more: a token bucket, or a window that others use too, accepts more after a longer wait, and a small window
 *   doesn't. It is the whole wait if the last period is unknown: in the first window, and after a period of more
 *   than LONGEST_PERIOD_MS.
 * - Steps, from one rejected probe to the next: they grow with the time since the earliest opening
 *   (STEP_SHARE_OF_WAIT), are at least a share of the period (STEP_SHARE_OF_PERIOD) and SHORTEST_STEP_MS, and at
 *   most LONGEST_STEP_MS.
 *
 * All times are milliseconds on the limiter's clock.
 */
export class LearnedWindow {
	private openedAt: number;
	/** Requests accepted since then. */
	private acceptedCount = 0;
	/** When the state became full; undefined while it is filling. */
	private fullAt: number | undefined;
	private capacity: number | undefined;
	private period: number | undefined;
	private shortestProbeWait = INITIAL_PROBE_WAIT_MS;
	private largestBatch = 0;

	constructor(now: number) {
		this.openedAt = now;
	}

	/** Talkover accepted a request. */
	accepted(): void {
		this.acceptedCount += 1;
	}

	/** Talkover accepts requests again. Does nothing unless the window was full. */
	opened(now: number): void {
		if (this.fullAt === undefined) return;
		const period = now - this.openedAt;
		this.period = period <= LONGEST_PERIOD_MS ? period : undefined;
		// Lowered at once, raised by half: a low capacity costs a little time, a high one costs rejections.
		const known = this.capacity ?? this.acceptedCount;
		this.capacity = Math.min(this.acceptedCount, known + (this.acceptedCount - known) / 2);
		this.adaptProbeWait(this.acceptedCount);
		this.openedAt = now;
		this.acceptedCount = 0;
		this.fullAt = undefined;
	}

	/** How many requests may be in flight now. */
	maxInFlight(): number {
		if (this.capacity === undefined) return Infinity;
		const limitChanged = this.acceptedCount > this.capacity * CHANGED_FACTOR + CHANGED_MARGIN;
		if (limitChanged) return Infinity;
		const fewest = this.capacity < SMALL_CAPACITY ? FEWEST_IF_SMALL : FEWEST_IN_FLIGHT;
		return Math.max(fewest, this.capacity - this.acceptedCount);
	}

	/** Talkover rejected a request, or none remain. Returns how many milliseconds to wait before a probe. */
	probeWait(now: number): number {
		const earliestOpening = this.earliestOpening();
		if (this.fullAt === undefined) {
			this.fullAt = now;
			return Math.max(this.shortestProbeWait, earliestOpening - now);
		}
		const probingFor = now - Math.max(this.fullAt, earliestOpening);
		const step = Math.max(
			probingFor * STEP_SHARE_OF_WAIT,
			(this.period ?? 0) * this.stepShare(),
			SHORTEST_STEP_MS,
		);
		return Math.min(step, LONGEST_STEP_MS);
	}

	private adaptProbeWait(batch: number): void {
		this.largestBatch = Math.max(this.largestBatch * FORGETTING, batch);
		if (batch >= SMALL_BATCH) return;
		const factor = batch < this.largestBatch * AS_LARGE ? LONGER_WAIT : SHORTER_WAIT;
		const wait = this.shortestProbeWait * factor;
		this.shortestProbeWait = Math.min(Math.max(wait, INITIAL_PROBE_WAIT_MS), LONGEST_PROBE_WAIT_MS);
	}

	private stepShare(): number {
		const share = STEP_SHARE_OF_PERIOD / (this.capacity ?? Infinity);
		return Math.min(Math.max(share, SMALLEST_STEP_SHARE), LARGEST_STEP_SHARE);
	}

	/** When the window may open, judged by the last period. In the past if that is unknown. */
	private earliestOpening(): number {
		if (this.period === undefined) return -Infinity;
		return this.openedAt + this.period - Math.min(this.period * EARLY_SHARE, LONGEST_EARLY_MS);
	}
}
