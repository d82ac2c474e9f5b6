import type { Send } from '../client';
import type { Pause } from './clock';
import type { Failure } from '../failure';
import { CANCELLED, keptRefusing } from '../failure';
import type { RateGate } from './gate';

/** The first wait before a request is repeated is up to this long; each further one twice as long. */
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** `Retry-After` is kept for other failures than a 429 as well, within reason. */
const LONGEST_STATED_MS = 60_000;
/** Others are taken, and this one is refused each time: that is not the rate. */
const MOST_REFUSALS = 20;

/** What the requests of a run share. */
export interface Line {
	readonly gate: RateGate;
	readonly pause: Pause;
	/**
	 * How many times a request is retried that failed for a reason other than the rate limit. With 0, a 429
	 * isn't retried either.
	 */
	readonly maxRetries: number;
	/** Full jitter: the share of the wait that is kept, from 0 to 1. */
	readonly random?: () => number;
}

/**
 * A `Send` that waits for the rate limit and repeats what may be repeated, decided by what is known
 * about the outcome.
 *
 * A 429 means that nothing happened: the request waits for the gate, and goes again. That is not one of
 * the retries, as many windows of a long run may refuse it; the gate gives up by time, and a request
 * that is refused again and again while others are taken is given up as well.
 */
export function withRetries(send: Send, line: Line): Send {
	const { gate, pause, maxRetries } = line;
	return async (request) => {
		const refusedIn = new Set<number>();
		let mayBeDone = false;
		for (let repeats = 0; ;) {
			const ticket = await gate.enter();
			if (!ticket) return pause.ended ? CANCELLED : keptRefusing();
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

/** Whether sending it again cannot do anything twice, and may help. */
function mayRepeat({ kind, uncertain }: Failure): boolean {
	switch (kind) {
		case 'unreachable':
			// The connection was never established: nothing was sent.
			return true;
		case 'server':
		case 'noAnswer':
			// It may have been carried out. That matters for what creates something, and for nothing else.
			return uncertain !== true;
		default:
			// Talkover has decided, or the user has; or it would end in the same way.
			return false;
	}
}

function backoff(repeats: number, { rateLimit }: Failure, { random = Math.random }: Line): number {
	const stated = rateLimit?.retryAfterMs;
	if (stated !== undefined && stated <= LONGEST_STATED_MS) return stated;
	const longest = Math.min(FIRST_BACKOFF_MS * 2 ** (repeats - 1), LONGEST_BACKOFF_MS);
	return longest * random();
}
