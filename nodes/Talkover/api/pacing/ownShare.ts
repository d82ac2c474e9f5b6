/**
 * Estimates which share of the rate limit this run uses itself, from the remaining number in the responses: other
 * executions, n8n workers and programs may use the limit of the same account.
 */
export class OwnShare {
	/** Requests of earlier windows; older windows count less. */
	private earlier = { own: 0, others: 0 };
	private current = { own: 0, others: 0 };
	/** The highest remaining number of this window, which the first response reports. */
	private first: number | undefined;

	/** Talkover accepts requests again. */
	opened(): void {
		this.earlier = {
			own: (this.earlier.own + this.current.own) / 2,
			others: (this.earlier.others + this.current.others) / 2,
		};
		this.current = { own: 0, others: 0 };
		this.first = undefined;
	}

	/**
	 * A response arrived.
	 *
	 * @param inFlight requests of this run that Talkover may have counted already
	 */
	answered(accepted: boolean, remaining: number, inFlight: number): void {
		if (this.first === undefined) {
			if (accepted) this.first = remaining;
			return;
		}
		if (accepted) this.current.own += 1;
		const used = this.first - remaining;
		this.current.others = Math.max(this.current.others, used - this.current.own - inFlight);
	}

	/** From 0 to 1; 1 as long as no other use of the limit is known. */
	get value(): number {
		const own = 1 + this.earlier.own + this.current.own;
		return own / (own + this.earlier.others + this.current.others);
	}
}
