import { isRecord, numberIn } from '../../base/json';
import { defined } from '../../base/collections/defined';
import { timeIn } from '../../base/time/dates';

/** What a response says about the rate limit. */
export interface RateLimit {
	/** Requests left in the current window; at 0, the next one would be rejected. */
	readonly remaining?: number;
	/** Milliseconds until Talkover accepts requests again when none are left. */
	readonly waitMs?: number;
	/** Milliseconds to wait according to the `Retry-After` of this response, which a 503 may have too. */
	readonly retryAfterMs?: number;
}

type Headers = Readonly<Record<string, unknown>>;

/** Clocks that differ by less count as equal, because `Date` headers have no milliseconds. */
const CLOCK_TOLERANCE_MS = 2_000;
/**
 * The longest plausible wait until a point in time if the server's clock is unknown: windows take one minute (API
 * reference, rate limits), so a longer wait means that our own clock is wrong.
 */
const LONGEST_BLIND_WAIT_MS = 120_000;
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e12;

/**
 * Reads the rate limit from a response: `Retry-After` (seconds or a date, RFC 9110 §10.2.3), else
 * `X-RateLimit-Reset`, whose form isn't documented (epoch seconds, epoch milliseconds or seconds from now,
 * distinguished by their size), else `retry_after` in the body of makeCall's 429 (seconds). Points in time refer
 * to the server's clock, which its `Date` header shows.
 *
 * @param now this machine's clock, in milliseconds since 1970
 */
export function readRateLimit(headers: Headers, body: unknown, now: number): RateLimit {
	const remaining = numberIn(headers['x-ratelimit-remaining']);
	const retryAfterMs = waitUntil(headers['retry-after'], headers, now);
	const waitMs =
		retryAfterMs ??
		waitUntil(headers['x-ratelimit-reset'], headers, now) ??
		secondsFromNow(retryAfterIn(body));
	return defined({ remaining: remaining && Math.floor(remaining), waitMs, retryAfterMs });
}

function waitUntil(value: unknown, headers: Headers, now: number): number | undefined {
	const number = numberIn(value);
	if (number !== undefined && number < EPOCH_SECONDS) return secondsFromNow(number);
	const time = number === undefined ? timeIn(value) : number < EPOCH_MS ? number * 1000 : number;
	if (time === undefined) return undefined;
	const serverClock = timeIn(headers.date);
	const clocksAgree =
		serverClock === undefined || Math.abs(serverClock - now) <= CLOCK_TOLERANCE_MS;
	const wait = time - (clocksAgree ? now : serverClock);
	if (serverClock === undefined && wait > LONGEST_BLIND_WAIT_MS) return undefined;
	// A time just passed means now. An older one doesn't say when the window opens.
	return wait < -CLOCK_TOLERANCE_MS ? undefined : Math.max(0, wait);
}

function secondsFromNow(seconds: number | undefined): number | undefined {
	const ms = seconds === undefined ? Infinity : seconds * 1000;
	return Number.isFinite(ms) ? ms : undefined;
}

/** makeCall's page: `{error: {details: {retry_after: 60}}}`. */
function retryAfterIn(body: unknown): number | undefined {
	if (!isRecord(body)) return undefined;
	const error = isRecord(body.error) ? body.error : body;
	const details = isRecord(error.details) ? error.details : error;
	return numberIn(details.retry_after ?? body.retry_after);
}
