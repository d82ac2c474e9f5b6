/** Without a response after this time, a request no longer holds up others. */
const SLOW_MS = 5_000;

/** The requests in flight. Those that take long don't count, because a few that hang would hold up all runs. */
export class InFlight {
	/** When each request was sent, by the number of its permit, in the order of sending. */
	private readonly sentAt = new Map<number, number>();

	get size(): number {
		return this.sentAt.size;
	}

	add(number: number, now: number): void {
		this.sentAt.set(number, now);
	}

	/** @returns how many milliseconds the request was in flight */
	remove(number: number, now: number): number {
		const sentAt = this.sentAt.get(number) ?? now;
		this.sentAt.delete(number);
		return now - sentAt;
	}

	/** The number of requests that don't take long yet. */
	counted(now: number): number {
		let slow = 0;
		for (const sentAt of this.sentAt.values()) {
			if (now < sentAt + SLOW_MS) break;
			slow += 1;
		}
		return this.size - slow;
	}

	/** When the next request no longer counts; Infinity if none counts. */
	nextSlowAt(now: number): number {
		for (const sentAt of this.sentAt.values()) {
			if (now < sentAt + SLOW_MS) return sentAt + SLOW_MS;
		}
		return Infinity;
	}
}
