/** The least time from the first rejection to the first probe. It doubles after each small batch. */
const INITIAL_PROBE_WAIT_MS = 150;
const LONGEST_PROBE_WAIT_MS = 15_000;
/** A window that accepts fewer requests is a small batch: most requests would be rejected at this pace. */
const SMALL_BATCH = 12;
/** Talkover's windows take one minute, so after a longer period traffic has paused. */
const LONGEST_PERIOD_MS = 90_000;
/** The first probe comes earlier than the last period suggests, by this share of the period. */
const EARLY_SHARE = 0.1;
/** The wait between two probes is this share of the time since the first probe was due … */
const STEP_SHARE_OF_WAIT = 0.14;
/** … at least this share of the last period … */
const STEP_SHARE_OF_PERIOD = 1 / 40;
/** … and within these bounds. */
const SHORTEST_STEP_MS = 25;
const LONGEST_STEP_MS = 15_000;
/** Requests in flight once the capacity is reached and the next request may be rejected. */
const FEWEST_IN_FLIGHT = 2;
/** The capacity no longer applies after capacity × CHANGED_FACTOR + CHANGED_MARGIN accepted requests. */
const CHANGED_FACTOR = 1.1;
const CHANGED_MARGIN = 10;
/** In longer windows, it takes too long until the share of a process has grown after the others have ended. */
const LONGEST_SHARED_PERIOD_MS = 10_000;
/** Fewer accepted requests than this share of the capacity mean that others use the limit as well. */
const SHARED_BELOW = 0.75;
/** But a token bucket accepts fewer requests than this when it has only just been emptied. */
const SINGLE_TOKENS = 3;
/** So does a window that is still full after this share of the period past its expected opening. */
const LATE_SHARE = 0.5;
/** A shared window: how much of a period the first probe after a rejection comes early … */
const SHARED_EARLY_SHARE = 0.02;
/** … and how much it comes late if the share was used up without a rejection. */
const SHARED_PAUSE_SHARE = 0.075;
/** The wait between two probes in a shared window, as a share of the period. */
const SHARED_STEP_SHARE = 0.12;
/** The share grows by this factor after a window without a rejection, and twice as much after the next. */
const FIRST_GROWTH = 0.02;
/** A shared window's period: it shrinks if the first probe is accepted, and grows at most so much otherwise. */
const PERIOD_SHRINKS = 0.95;
const PERIOD_GROWS = 1.5;

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
 * - Filling: `maxInFlight` is what is left of `capacity`, at least FEWEST_IN_FLIGHT. It is unlimited in the
 *   first window, and once so many more requests were accepted that the limit must have changed
 *   (CHANGED_FACTOR, CHANGED_MARGIN).
 * - Probe wait, from the first rejection: until the earliest opening, which is EARLY_SHARE before the end of
 *   the last period, but at least INITIAL_PROBE_WAIT_MS. This minimum doubles after each window of fewer than
 *   SMALL_BATCH requests, up to LONGEST_PROBE_WAIT_MS. It is the whole wait if the last period is unknown:
 *   in the first window, and after a period of more than LONGEST_PERIOD_MS.
 * - Steps, from one rejected probe to the next: they grow with the time since the earliest opening
 *   (STEP_SHARE_OF_WAIT), are at least STEP_SHARE_OF_PERIOD and SHORTEST_STEP_MS, and at most LONGEST_STEP_MS.
 *
 * Other processes may use the same limit, which nothing reports. In short windows, it shows when fewer requests are accepted
 * than before (SHARED_BELOW), and when the window is full long after it must have opened (LATE_SHARE). From
 * then on `capacity` is the share of this process: once it's used up, nothing is sent until the next window
 * (`shareUsed`), so that others find room and nobody is rejected. The share halves at most after a rejection,
 * and grows faster and faster without one (FIRST_GROWTH). Probes come at the end of the period, in wide steps.
 *
 * All times are milliseconds on the gate's clock.
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
	/** Whether other processes use the limit as well. */
	private shared = false;
	private growth = FIRST_GROWTH;
	/** The number of probes that were rejected. */
	private rejectedProbes = 0;
	/** What happened since the last opening: whether a request that was no probe, and whether a probe was rejected. */
	private rejected = false;
	private probeRejected = false;
	/** Windows that others have used up since then. */
	private lostWindows = 0;

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
		this.period = this.nextPeriod(now - this.openedAt);
		this.capacity = this.shared ? this.nextShare() : this.nextCapacity();
		if (!this.shared && this.acceptedCount < SMALL_BATCH) {
			this.shortestProbeWait = Math.min(this.shortestProbeWait * 2, LONGEST_PROBE_WAIT_MS);
		}
		this.openedAt = now;
		this.acceptedCount = 0;
		this.fullAt = undefined;
		this.rejected = false;
		this.probeRejected = false;
		this.lostWindows = 0;
	}

	private nextPeriod(measured: number): number | undefined {
		if (!this.shared || this.period === undefined) {
			return measured <= LONGEST_PERIOD_MS ? measured : undefined;
		}
		// Others may have used up windows in between, so a longer period is believed step by step.
		return this.probeRejected
			? Math.min(measured, this.period * PERIOD_GROWS, LONGEST_PERIOD_MS)
			: this.period * PERIOD_SHRINKS;
	}

	private nextCapacity(): number | undefined {
		// Others had used up the window in which the process started: that says nothing about the limit.
		if (this.capacity === undefined && this.acceptedCount === 0 && this.isShort()) return undefined;
		// Lowered at once, raised by half: a low capacity costs a little time, a high one costs rejections.
		const known = this.capacity ?? this.acceptedCount;
		return Math.min(this.acceptedCount, known + (this.acceptedCount - known) / 2);
	}

	private nextShare(): number {
		const known = this.capacity ?? Math.max(1, this.acceptedCount);
		if (this.rejected || this.lostWindows > 0) {
			this.growth = FIRST_GROWTH;
			return Math.max(1, Math.min(known, Math.max(this.acceptedCount, known / 2)));
		}
		const share = known * (1 + this.growth);
		this.growth = Math.min(this.growth * 2, 1);
		return share;
	}

	/** How many requests may be in flight now. */
	maxInFlight(): number {
		if (this.capacity === undefined) return Infinity;
		if (this.shared) return Math.max(1, Math.floor(this.capacity) - this.acceptedCount);
		const limitChanged = this.acceptedCount > this.capacity * CHANGED_FACTOR + CHANGED_MARGIN;
		return limitChanged ? Infinity : Math.max(FEWEST_IN_FLIGHT, this.capacity - this.acceptedCount);
	}

	/** Whether this process has used up its share of a window that others use as well. */
	shareUsed(): boolean {
		const { capacity, period, fullAt } = this;
		if (!this.shared || capacity === undefined || period === undefined) return false;
		return fullAt === undefined && this.acceptedCount >= Math.floor(capacity);
	}

	/** The share is used up. Returns how many milliseconds to wait before a probe. */
	shareWait(now: number): number {
		this.fullAt = now;
		const period = (this.period ?? 0) * (1 + SHARED_PAUSE_SHARE);
		return Math.max(SHORTEST_STEP_MS, this.openedAt + period - now);
	}

	/**
	 * Talkover rejected a request, or none remain. Returns how many milliseconds to wait before a probe.
	 *
	 * @param probe whether the rejected request was a probe
	 */
	probeWait(now: number, probe = false): number {
		if (this.fullAt === undefined) {
			this.fullAt = now;
			this.rejected = true;
			this.shared ||= this.showsOthers();
			const shortest = this.shared ? INITIAL_PROBE_WAIT_MS : this.shortestProbeWait;
			return Math.max(shortest, this.earliestOpening() - now);
		}
		if (probe) {
			this.probeRejected = true;
			this.rejectedProbes += 1;
			if (this.isLost(now)) {
				this.lostWindows += 1;
				this.shared = true;
				return Math.max(SHORTEST_STEP_MS, this.earliestOpening() - now);
			}
		}
		return this.step(now);
	}

	/** Whether the window that is full now shows that others use the limit. */
	private showsOthers(): boolean {
		// The batches of a token bucket vary as well, but its probes are hardly ever rejected.
		if (this.capacity === undefined || this.rejectedProbes === 0 || !this.isShort()) return false;
		if (this.acceptedCount < SINGLE_TOKENS) return false;
		return this.acceptedCount < this.capacity * SHARED_BELOW;
	}

	private isShort(): boolean {
		return this.period !== undefined && this.period <= LONGEST_SHARED_PERIOD_MS;
	}

	/** Whether others have used up the window that must have opened by now. */
	private isLost(now: number): boolean {
		if (this.period === undefined || !this.isShort()) return false;
		return now > this.openedAt + (1 + this.lostWindows + LATE_SHARE) * this.period;
	}

	/** How many milliseconds to wait from one rejected probe to the next. */
	private step(now: number): number {
		const probingFor = now - Math.max(this.fullAt ?? now, this.earliestOpening());
		const shareOfPeriod = this.shared ? SHARED_STEP_SHARE : STEP_SHARE_OF_PERIOD;
		const step = Math.max(
			probingFor * STEP_SHARE_OF_WAIT,
			(this.period ?? 0) * shareOfPeriod,
			SHORTEST_STEP_MS,
		);
		return Math.min(step, LONGEST_STEP_MS);
	}

	/** When the window may open, judged by the last period. In the past if that is unknown. */
	private earliestOpening(): number {
		if (this.period === undefined) return -Infinity;
		const early = this.shared ? SHARED_EARLY_SHARE : EARLY_SHARE;
		return this.openedAt + this.period * (1 + this.lostWindows - early);
	}
}
