import type { Answer, Send } from '../client';
import type { Pause } from './clock';
import type { Failure, FailureKind } from '../response/failure';
import { CANCELLED, keptRejecting } from '../response/failure';
import type { Completion, Permit, RunLimiter } from './rateLimiter';

/** The longest wait before the first retry. It doubles with each further retry. */
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** A `Retry-After` up to this length is also respected for failures other than a 429. */
const LONGEST_STATED_MS = 60_000;
/** If a request is rejected this often while others are accepted, the rate limit isn't the reason. */
export const MOST_REJECTIONS = 20;

/** What all requests of a run share. */
export interface RetryContext {
	readonly limiter: RunLimiter;
	readonly pause: Pause;
	/**
	 * How many times a request is retried that failed for a reason other than the rate limit. With 0, a 429
	 * isn't retried either.
	 */
	readonly maxRetries: number;
	/** Full jitter: the fraction of the wait to use, from 0 to 1. */
	readonly random?: () => number;
}

/** What has happened to a request so far. */
interface Attempts {
	/** How often it was sent again, except after a 429. */
	retries: number;
	/** The openings of the limiter in which it got a 429. */
	readonly rejectedIn: Set<number>;
	/** Whether Talkover may have carried it out although no response confirms it. */
	mayBeDone: boolean;
}

/** When a request is sent again after a failure. */
type Policy = 'afterBackoff' | 'afterBackoffIfSafe' | 'never' | 'whenPermitted';

const POLICIES: Readonly<Record<FailureKind, Policy>> = {
	// Nothing has happened. The limiter decides when it makes sense.
	rateLimited: 'whenPermitted',
	// The connection was never established, so nothing was sent.
	unreachable: 'afterBackoff',
	// It may have been carried out, which only matters if it creates something.
	server: 'afterBackoffIfSafe',
	noResponse: 'afterBackoffIfSafe',
	// Talkover or the user has decided, or a retry would have the same result.
	unauthorized: 'never',
	rejected: 'never',
	notTrusted: 'never',
	unreadable: 'never',
	cancelled: 'never',
	declined: 'never',
};

const UNANSWERED: Completion = { answered: false, rejected: false, rateLimit: undefined };

/**
 * A `Send` that waits for the rate limit and retries requests when what is known about the outcome allows it.
 *
 * After a 429, nothing has happened, so the request waits for the limiter and is sent again. This doesn't count as a
 * retry, because a long run may be rejected in many windows. The limiter gives up after a time limit, and a request
 * that is rejected repeatedly while others are accepted is given up as well.
 */
export function withRetries(send: Send, context: RetryContext): Send {
	const { limiter, pause, maxRetries } = context;
	return async (request) => {
		const attempts: Attempts = { retries: 0, rejectedIn: new Set(), mayBeDone: false };
		let rejected: Permit | undefined;
		for (;;) {
			const permit = await limiter.acquire(rejected);
			if (!permit) return pause.ended ? CANCELLED : keptRejecting();
			const outcome = await sendWith(permit, limiter, async () => send(request));
			if (outcome.ok) return outcome;
			rejected = outcome.kind === 'rateLimited' ? permit : undefined;
			if (rejected) attempts.rejectedIn.add(permit.opening);
			switch (decide(outcome, attempts, maxRetries)) {
				case 'sendWhenPermitted':
					break;
				case 'sendAfterBackoff':
					attempts.mayBeDone ||= outcome.kind !== 'unreachable';
					attempts.retries += 1;
					await pause.wait(backoff(attempts.retries, outcome, context));
					if (pause.ended) return CANCELLED;
					break;
				case 'giveUp':
					return givenUp(outcome, attempts, maxRetries);
			}
		}
	};
}

/** The last failure, with what the attempts before it mean for it. */
function givenUp(outcome: Failure, { mayBeDone }: Attempts, maxRetries: number): Failure {
	// A 429 is about the last attempt only.
	if (outcome.kind !== 'rateLimited') return mayBeDone ? { ...outcome, repeated: true } : outcome;
	return maxRetries === 0 ? { ...outcome, notRetried: true } : outcome;
}

/** Sends a request, and returns its permit in any case: a permit that is lost would hold up all runs. */
async function sendWith(
	permit: Permit,
	limiter: RunLimiter,
	send: () => ReturnType<Send>,
): ReturnType<Send> {
	let completion = UNANSWERED;
	try {
		const outcome = await send();
		completion = completionOf(outcome);
		return outcome;
	} finally {
		limiter.release(permit, completion);
	}
}

/** What to do after a failure. */
function decide(
	{ kind, uncertain }: Failure,
	{ retries, rejectedIn }: Attempts,
	maxRetries: number,
): 'giveUp' | 'sendAfterBackoff' | 'sendWhenPermitted' {
	if (maxRetries === 0) return 'giveUp';
	const policy = POLICIES[kind];
	if (policy === 'whenPermitted') {
		return rejectedIn.size > MOST_REJECTIONS ? 'giveUp' : 'sendWhenPermitted';
	}
	const isSafe = policy === 'afterBackoff' || (policy === 'afterBackoffIfSafe' && !uncertain);
	return isSafe && retries < maxRetries ? 'sendAfterBackoff' : 'giveUp';
}

function completionOf(outcome: Answer | Failure): Completion {
	return {
		answered: outcome.status !== undefined,
		rejected: !outcome.ok && outcome.kind === 'rateLimited',
		rateLimit: outcome.rateLimit,
	};
}

function backoff(
	retry: number,
	{ rateLimit }: Failure,
	{ random = Math.random }: RetryContext,
): number {
	const stated = rateLimit?.retryAfterMs;
	if (stated !== undefined && stated <= LONGEST_STATED_MS) return stated;
	const longest = Math.min(FIRST_BACKOFF_MS * 2 ** (retry - 1), LONGEST_BACKOFF_MS);
	return longest * random();
}
