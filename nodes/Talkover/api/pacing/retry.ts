import type { Send } from '../client';
import type { Failure, Reply } from '../response/reply';
import { doneWith } from '../response/answer';
import type { Pause } from './clock';
import type { ApiRequest } from '../request';
import { creationOf, hasLastingEffect, methodOf } from '../request';
import { CANCELLED, keptRejecting, unknownOf } from '../response/failure';
import type { Completion, Permit, RunLimiter } from './rateLimiter';

/** The longest wait before the first retry. It doubles with each further retry. */
const FIRST_BACKOFF_MS = 500;
/** A `Retry-After` up to this length is also respected for failures other than a 429. */
const LONGEST_STATED_MS = 60_000;
/** If a request is rejected this often while others are accepted, the rate limit isn't the reason. */
export const MOST_REJECTIONS = 20;

/** What all requests of a sender share. */
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
type Policy = 'afterBackoff' | 'never' | 'whenPermitted';

function policyFor({ did, why }: Failure, request: ApiRequest): Policy {
	// Talkover has decided.
	if (did === 'refused') return 'never';
	// Nothing has happened. The limiter decides when it makes sense.
	if (why === 'rateLimited') return 'whenPermitted';
	// It was never sent, or may have been carried out, which only matters if it creates something.
	const isSafe = why === 'unreachable' || !creationOf(request);
	return isSafe && MAY_SUCCEED.includes(why) ? 'afterBackoff' : 'never';
}

/** Failures after which another attempt may end differently. */
const MAY_SUCCEED: readonly Failure['why'][] = ['noResponse', 'server', 'unreachable'];

const UNANSWERED: Completion = { answered: false, rejected: false, rateLimit: undefined };

/** What an attempt returns if it decided not to send the request. */
interface Withheld {
	readonly withheld: unknown;
}

/** Sends requests when the rate limit permits it, and again when what is known about the outcome allows it. */
export class Sender {
	/** Replies to requests that several items may need, by path and query. */
	private readonly replies = new Map<string, Promise<Reply>>();

	/** @param sendOnce sends one request, without the rate limit and without retries */
	constructor(
		readonly sendOnce: Send,
		private readonly context: RetryContext,
	) {}

	readonly send: Send = async (request) =>
		this.whenPermitted<never>(request, async () => this.sendOnce(request));

	/** Sends a GET request only if this sender doesn't have its reply yet. After a failure other than a 404, the next one is sent again. */
	readonly sendCached: Send = async (request) => {
		const key = JSON.stringify([request.path, request.query]);
		const known = this.replies.get(key);
		if (known) return known;
		const sent = this.send(request);
		this.replies.set(key, sent);
		const reply = await sent;
		if (!reply.ok && reply.why !== 'missing') this.replies.delete(key);
		return reply;
	};

	/**
	 * Makes attempts to send one request, each of which may decide not to send it.
	 *
	 * After a 429, nothing has happened, so the request waits for the limiter and is sent again. This doesn't count as a
	 * retry, because a long run may be rejected in many windows. The limiter gives up after a time limit, and a request
	 * that is rejected repeatedly while others are accepted is given up as well.
	 *
	 * @param attempt called when the request has a permit of the rate limit
	 */
	async whenPermitted<Instead extends Withheld>(
		request: ApiRequest,
		attempt: () => Promise<Instead | Reply>,
	): Promise<Instead | Reply> {
		const { limiter, pause, maxRetries } = this.context;
		const attempts: Attempts = { retries: 0, rejectedIn: new Set(), mayBeDone: false };
		let rejected: Permit | undefined;
		for (;;) {
			const permit = await limiter.acquire(rejected);
			if (!permit) return pause.ended ? CANCELLED : keptRejecting();
			const outcome = await sendWith(permit, limiter, attempt);
			if ('withheld' in outcome || outcome.ok) return outcome;
			rejected = outcome.why === 'rateLimited' ? permit : undefined;
			if (rejected) attempts.rejectedIn.add(permit.opening);
			switch (nextAttempt(policyFor(outcome, request), attempts, maxRetries)) {
				case 'sendWhenPermitted':
					break;
				case 'sendAfterBackoff':
					attempts.mayBeDone ||= outcome.did === 'unknown';
					attempts.retries += 1;
					await pause.wait(backoff(attempts.retries, outcome, this.context));
					if (pause.ended) return CANCELLED;
					break;
				case 'giveUp':
					return attempts.mayBeDone ? afterUnknown(outcome, request) : outcome;
			}
		}
	}
}

/** What the last failure means after an attempt that may have been carried out. */
function afterUnknown(last: Failure, request: ApiRequest): Reply {
	if (last.did === 'unknown') return last;
	if (last.did === 'nothing') return unknownOf('noResponse', last);
	if (methodOf(request) === 'DELETE' && last.why === 'missing') return doneWith(request, {}, 204);
	return hasLastingEffect(request) ? unknownOf('contradiction', last) : last;
}

/** Sends a request, and returns its permit in any case: a permit that is lost would hold up all runs. */
async function sendWith<Instead extends Withheld>(
	permit: Permit,
	limiter: RunLimiter,
	attempt: () => Promise<Instead | Reply>,
): Promise<Instead | Reply> {
	let completion = UNANSWERED;
	try {
		const outcome = await attempt();
		if (!('withheld' in outcome)) {
			const rejected = !outcome.ok && outcome.why === 'rateLimited';
			const { status, rateLimit } = outcome;
			completion = { answered: status !== undefined, rejected, rateLimit };
		}
		return outcome;
	} finally {
		limiter.release(permit, completion);
	}
}

/** What to do after a failure. */
function nextAttempt(
	policy: Policy,
	{ retries, rejectedIn }: Attempts,
	maxRetries: number,
): 'giveUp' | 'sendAfterBackoff' | 'sendWhenPermitted' {
	if (maxRetries === 0 || policy === 'never') return 'giveUp';
	if (policy === 'whenPermitted') {
		return rejectedIn.size > MOST_REJECTIONS ? 'giveUp' : 'sendWhenPermitted';
	}
	return retries < maxRetries ? 'sendAfterBackoff' : 'giveUp';
}

function backoff(
	retry: number,
	{ rateLimit }: Failure,
	{ random = Math.random }: RetryContext,
): number {
	const stated = rateLimit?.retryAfterMs;
	if (stated !== undefined && stated <= LONGEST_STATED_MS) return stated;
	return FIRST_BACKOFF_MS * 2 ** (retry - 1) * random();
}
