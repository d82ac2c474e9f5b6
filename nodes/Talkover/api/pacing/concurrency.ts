/** Requests in flight at the beginning, and at least; also the most when a run is cautious. */
export const FEWEST_AT_ONCE = 10;
/** Requests in flight at most, however fast the responses are. */
export const MOST_AT_ONCE = 50;
/** Requests in flight that a round adds. */
const STEP = 5;
/** The requests in flight are reduced by this factor when responses slow down, and after a 429. */
const REDUCTION = 0.7;
/** Responses slow down if a round takes longer than the best one by this factor. */
const SLOWDOWN = 1.5;
/** Rounds without an increase after a reduction, so that a slow server has the lower number most of the time. */
const ROUNDS_AFTER_REDUCTION = 4;
/** The best response time grows by this factor per round, because later requests may be slower by nature. */
const FORGETTING = 1.02;

/**
 * Finds how many requests may be in flight at once. Without response times that grow, more requests save time; when
 * they grow, Talkover is busy, and more requests only wait there.
 *
 * Works in rounds of as many responses as may be in flight. All times are milliseconds.
 */
export class AdaptiveConcurrency {
	private current = FEWEST_AT_ONCE;
	/** The lowest mean response time of a round. */
	private best = Infinity;
	private round = { responses: 0, ms: 0, wasFull: false };
	private roundsToWait = 0;

	/** How many requests may be in flight now. */
	get limit(): number {
		return this.current;
	}

	/**
	 * A response arrived that isn't a 429.
	 *
	 * @param inFlight how many requests were in flight, including this one
	 */
	answered(ms: number, inFlight: number): void {
		const { round } = this;
		round.responses += 1;
		round.ms += ms;
		round.wasFull ||= inFlight >= this.current;
		if (round.responses >= this.current) this.endRound(round.ms / round.responses, round.wasFull);
	}

	/** Talkover began to reject requests. */
	rejected(): void {
		this.reduce();
		this.beginRound();
	}

	private endRound(mean: number, wasFull: boolean): void {
		this.best = Math.min(this.best * FORGETTING, mean);
		if (mean > this.best * SLOWDOWN) this.reduce();
		else if (this.roundsToWait > 0) this.roundsToWait -= 1;
		// A round with fewer requests in flight doesn't show what more of them would do.
		else if (wasFull) this.current = Math.min(this.current + STEP, MOST_AT_ONCE);
		this.beginRound();
	}

	private reduce(): void {
		this.current = Math.max(Math.floor(this.current * REDUCTION), FEWEST_AT_ONCE);
		this.roundsToWait = ROUNDS_AFTER_REDUCTION;
	}

	private beginRound(): void {
		this.round = { responses: 0, ms: 0, wasFull: false };
	}
}
