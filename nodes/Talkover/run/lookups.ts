import type { Answer, Send } from '../api/client';
import type { Failure } from '../api/response/failure';

/**
 * Caches the responses to GET requests for a run, so that many items with the same request send it once. Only
 * successful responses and 404s are cached; after any other failure, the next item sends the request again.
 */
export class Lookups {
	private readonly outcomes = new Map<string, Promise<Answer | Failure>>();

	/** A `Send` that sends a request only if this run doesn't have its response yet. */
	withCache(send: Send): Send {
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
