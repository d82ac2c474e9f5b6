import type { Answer, Send } from '../api/client';
import type { Failure } from '../api/failure';

/**
 * Remembers for a run what GET requests were answered, so that a question that many items have is asked
 * once. Only answers and "not found" are remembered; after any other failure the next item asks again.
 */
export class Lookups {
	private readonly outcomes = new Map<string, Promise<Answer | Failure>>();

	/** A `Send` that sends a request only if it hasn't been answered in this run. */
	over(send: Send): Send {
		return async (request) => {
			const key = JSON.stringify([request.path, request.query]);
			const known = this.outcomes.get(key);
			if (known) return known;
			const outcome = send(request);
			this.outcomes.set(key, outcome);
			const { ok, status } = await outcome;
			if (!ok && status !== 404) this.outcomes.delete(key);
			return outcome;
		};
	}
}
