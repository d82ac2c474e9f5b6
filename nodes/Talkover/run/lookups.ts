import type { Send } from '../api/client';
import type { Reply } from '../api/response/reply';

/**
 * Caches the responses to GET requests for a run, so that many items with the same request send it once. Only
 * successful responses and 404s are cached; after any other failure, the next item sends the request again.
 */
export class Lookups {
	private readonly outcomes = new Map<string, Promise<Reply>>();

	/** A `Send` that sends a request only if this run doesn't have its response yet. */
	withCache(send: Send): Send {
		return async (request) => {
			const key = JSON.stringify([request.path, request.query]);
			const known = this.outcomes.get(key);
			if (known) return known;
			const outcome = send(request);
			this.outcomes.set(key, outcome);
			const reply = await outcome;
			if (!reply.ok && reply.why !== 'missing') this.outcomes.delete(key);
			return outcome;
		};
	}
}
