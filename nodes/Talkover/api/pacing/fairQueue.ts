import { addTo } from '../../base/collections/lists';

/** A request that waits for its permit. */
interface Waiter<Lane, Ticket> {
	readonly lane: Lane;
	readonly resolve: (ticket: Ticket | undefined) => void;
	/** The number of the permit with which the request was rejected, if it was. */
	readonly rejected?: number;
}

/**
 * The waiting requests of several runs. The runs take turns, so a single request doesn't wait behind a long list. The
 * requests of a run are first in, first out.
 *
 * A request that got a 429 has had its turn, so it goes first, in the order in which such requests were sent. Only the
 * one that got the last 429 lets another request go before it, because it may be rejected for a reason of its own.
 */
export class FairQueue<Lane, Ticket> {
	/** By run, in the order of their turns. No list is empty. */
	private readonly lanes = new Map<Lane, Waiter<Lane, Ticket>[]>();
	/** Requests that got a 429, in the order in which they were sent. */
	private rejected: Waiter<Lane, Ticket>[] = [];
	/** The request that got the last 429, until another one is taken. */
	private deferred: Waiter<Lane, Ticket> | undefined;

	isEmpty(): boolean {
		return this.lanes.size === 0 && this.rejected.length === 0;
	}

	has(lane: Lane): boolean {
		return this.lanes.has(lane) || this.rejected.some((waiter) => waiter.lane === lane);
	}

	/** The runs that have waiting requests. */
	get waitingLanes(): ReadonlySet<Lane> {
		return new Set([...this.rejected.map(({ lane }) => lane), ...this.lanes.keys()]);
	}

	add(waiter: Waiter<Lane, Ticket>): void {
		const { lane, rejected: number } = waiter;
		if (number === undefined) {
			addTo(this.lanes, lane, waiter);
			return;
		}
		const later = this.rejected.findIndex(({ rejected = 0 }) => rejected > number);
		this.rejected.splice(later < 0 ? this.rejected.length : later, 0, waiter);
		this.deferred = waiter;
	}

	/** The request whose turn it is. */
	first(): Waiter<Lane, Ticket> | undefined {
		const rejected = this.rejected.find((waiter) => waiter !== this.deferred);
		if (rejected) return rejected;
		for (const [next] of this.lanes.values()) return next;
		return this.rejected[0];
	}

	/** Removes the request whose turn it is. */
	take(): Waiter<Lane, Ticket> | undefined {
		const first = this.first();
		this.deferred = undefined;
		if (!first) return undefined;
		if (first.rejected !== undefined) {
			this.rejected.splice(this.rejected.indexOf(first), 1);
			return first;
		}
		const { lane } = first;
		const waiting = this.lanes.get(lane) ?? [];
		waiting.shift();
		this.lanes.delete(lane);
		// Its next turn comes after those of the other runs.
		if (waiting.length > 0) this.lanes.set(lane, waiting);
		return first;
	}

	/** Removes all requests of a run. */
	remove(lane: Lane): readonly Waiter<Lane, Ticket>[] {
		const removed = [
			...this.rejected.filter((waiter) => waiter.lane === lane),
			...(this.lanes.get(lane) ?? []),
		];
		this.rejected = this.rejected.filter((waiter) => waiter.lane !== lane);
		this.lanes.delete(lane);
		return removed;
	}
}
