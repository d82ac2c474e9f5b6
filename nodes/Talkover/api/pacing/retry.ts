import type { Send } from '../client';
import type { Pause } from './clock';
import type { Failure } from '../response/failure';
import { CANCELLED, keptRejecting } from '../response/failure';
import type { RateGate } from './gate';

/** The longest wait before the first retry. It doubles with each further retry. */
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** A `Retry-After` up to this length is also respected for failures other than a 429. */
const LONGEST_STATED_MS = 60_000;
/** If a request is rejected this often while others are accepted, the rate limit isn't the reason. */
const MOST_REFUSALS = 20;

/** The state that all requests of a run share. */
export interface Line {
	readonly gate: RateGate;
	readonly pause: Pause;
	/**
	 * How many times a request is retried that failed for a reason other than the rate limit. With 0, a 429
	 * isn't retried either.
	 */
	readonly maxRetries: number;
	/** Full jitter: the fraction of the wait to use, from 0 to 1. */
	readonly random?: () => number;
}

/**
 * A `Send` that waits for the rate limit and retries requests when what is known about the outcome allows it.
 *
 * After a 429, nothing has happened, so the request waits for the gate and is sent again. This doesn't count as a
 * retry, because a long run may be rejected in many windows. The gate gives up after a time limit, and a request
 * that is rejected repeatedly while others are accepted is given up as well.
 */
export function withRetries(send: Send, line: Line): Send {
	const { gate, pause, maxRetries } = line;
	return async (request) => {
		const refusedIn = new Set<number>();
		let mayBeDone = false;
		for (let repeats = 0; ;) {
			const ticket = await gate.enter();
			if (!ticket) return pause.ended ? CANCELLED : keptRejecting();
			const outcome = await send(request);
			const refused = !outcome.ok && outcome.kind === 'rateLimited';
			const answered = outcome.status !== undefined;
			gate.leave(ticket, { answered, refused, rateLimit: outcome.rateLimit });
			if (outcome.ok || maxRetries === 0) return outcome;
			if (refused) {
				if (refusedIn.add(ticket.opening).size > MOST_REFUSALS) return outcome;
				continue;
			}
			if (!mayRepeat(outcome) || repeats === maxRetries) {
				return mayBeDone ? { ...outcome, repeated: true } : outcome;
			}
			mayBeDone ||= outcome.kind !== 'unreachable';
			repeats += 1;
			await pause.wait(backoff(repeats, outcome, line));
			if (pause.ended) return CANCELLED;
		}
	};
}

/** Whether a retry is safe and may succeed. */
function mayRepeat({ kind, uncertain }: Failure): boolean {
	switch (kind) {
		case 'unreachable':
			// The connection was never established, so nothing was sent.
			return true;
		case 'server':
		case 'noResponse':
			// It may have been carried out, which only matters if it creates something.
			return uncertain !== true;
		default:
			// Talkover or the user has decided, or a retry would have the same result.
			return false;
	}
}

function backoff(repeats: number, { rateLimit }: Failure, { random = Math.random }: Line): number {
	const stated = rateLimit?.retryAfterMs;
	if (stated !== undefined && stated <= LONGEST_STATED_MS) return stated;
	const longest = Math.min(FIRST_BACKOFF_MS * 2 ** (repeats - 1), LONGEST_BACKOFF_MS);
	return longest * random();
}
