/** How the simulator reports its limit; Talkover doesn't document it. */
export type RateLimitHeaders =
	/** Not at all. */
	| 'none'
	/** As in Laravel: limit and remaining always; on a 429, `Retry-After` and the reset as well. */
	| 'laravel'
	/** `X-RateLimit-Limit`, `-Remaining` and `-Reset` on every response, the reset in one of two forms. */
	| 'resetEpochMs'
	| 'resetEpochSeconds'
	/** Only on a 429, as `Retry-After`. */
	| 'retryAfterSeconds'
	/** Only on a 429, as `error.details.retry_after` in the body. */
	| 'bodyRetryAfter';

export interface RateLimitOptions {
	/**
	 * `fixedWindow`: a window starts with the first request after the end of the previous one.
	 * `slidingWindow`: counts the accepted requests in the time before each request.
	 * `tokenBucket`: contains at most as many tokens as requests are allowed, and refills steadily.
	 */
	readonly form: 'fixedWindow' | 'slidingWindow' | 'tokenBucket';
	/** How many requests are allowed … */
	readonly requests: number;
	/** … in this many milliseconds. */
	readonly perMs: number;
	readonly headers: RateLimitHeaders;
}

/** The limit's decision about a request. */
export interface Verdict {
	readonly allowed: boolean;
	/** Headers for the response, whatever it is. */
	readonly headers: Readonly<Record<string, string>>;
	/** Seconds to wait, if the 429 reports them in its body. */
	readonly retryAfter?: number;
}

interface Count {
	readonly allowed: boolean;
	readonly remaining: number;
	/** When more requests are allowed, in milliseconds since 1970. */
	readonly resetAt: number;
}

/** Counts a request at a time (milliseconds since 1970); a rejected one costs nothing. */
type Meter = (now: number) => Count;

/** A limit for all requests together, which decides about each one (time in milliseconds since 1970). */
export function rateLimit(options: RateLimitOptions): (now: number) => Verdict {
	const meter = METERS[options.form](options);
	return (now) => {
		const count = meter(now);
		const told = options.headers === 'bodyRetryAfter' && !count.allowed;
		return {
			allowed: count.allowed,
			headers: headersOf(options, count, now),
			...(told ? { retryAfter: secondsUntil(count.resetAt, now) } : {}),
		};
	};
}

function fixedWindow({ requests, perMs }: RateLimitOptions): Meter {
	let resetAt = -Infinity;
	let used = 0;
	return (now) => {
		if (now >= resetAt) {
			resetAt = now + perMs;
			used = 0;
		}
		const allowed = used < requests;
		if (allowed) used += 1;
		return { allowed, remaining: requests - used, resetAt };
	};
}

function slidingWindow({ requests, perMs }: RateLimitOptions): Meter {
	/** When those requests stop counting. */
	let ends: readonly number[] = [];
	return (now) => {
		ends = ends.filter((end) => end > now);
		const allowed = ends.length < requests;
		if (allowed) ends = [...ends, now + perMs];
		return { allowed, remaining: requests - ends.length, resetAt: ends[0] ?? now };
	};
}

/** Prevents rounding from removing a token that is available exactly at this millisecond. */
const TOLERANCE = 1e-6;

function tokenBucket({ requests, perMs }: RateLimitOptions): Meter {
	const msPerToken = perMs / requests;
	// The time at which the bucket will be full determines its content at any other time.
	let fullAt = -Infinity;
	return (now) => {
		const tokensAt = () => requests - Math.max(0, fullAt - now) / msPerToken + TOLERANCE;
		const allowed = tokensAt() >= 1;
		if (allowed) fullAt = Math.max(fullAt, now) + msPerToken;
		const remaining = Math.floor(tokensAt());
		return { allowed, remaining, resetAt: fullAt - (requests - remaining - 1) * msPerToken };
	};
}

const METERS = { fixedWindow, slidingWindow, tokenBucket };

function headersOf(
	{ requests, headers }: RateLimitOptions,
	{ allowed, remaining, resetAt }: Count,
	now: number,
): Readonly<Record<string, string>> {
	const counts = {
		'X-RateLimit-Limit': String(requests),
		'X-RateLimit-Remaining': String(remaining),
	};
	const seconds = String(secondsUntil(resetAt, now));
	const epochSeconds = String(Math.ceil(resetAt / 1000));
	switch (headers) {
		case 'laravel':
			return allowed
				? counts
				: { ...counts, 'Retry-After': seconds, 'X-RateLimit-Reset': epochSeconds };
		case 'resetEpochMs':
			return { ...counts, 'X-RateLimit-Reset': String(Math.ceil(resetAt)) };
		case 'resetEpochSeconds':
			return { ...counts, 'X-RateLimit-Reset': epochSeconds };
		case 'retryAfterSeconds':
			return allowed ? {} : { 'Retry-After': seconds };
		case 'none':
		case 'bodyRetryAfter':
			return {};
	}
}

/** Whole seconds, rounded up, so that whoever waits this long isn't too early. */
function secondsUntil(moment: number, now: number): number {
	return Math.ceil((moment - now) / 1000);
}
