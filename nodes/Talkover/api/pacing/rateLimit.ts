import { isRecord } from '../../parameters/json';

/** What an answer says about how many requests Talkover still takes. */
export interface RateLimit {
	/** Requests left in the current window; 0 means that the next one would be refused. */
	readonly remaining?: number;
	/** Milliseconds until Talkover takes requests again once none is left. */
	readonly waitMs?: number;
	/** Milliseconds that this very answer asks to wait, as a 503 may do as well. */
	readonly retryAfterMs?: number;
}

type Headers = Readonly<Record<string, unknown>>;

/** Clocks that differ by less than this are taken to agree; `Date` headers only have seconds. */
const CLOCK_TOLERANCE_MS = 2_000;
/**
 * The longest wait that is believed of a point in time when the server's clock is not known: its
 * windows are one minute (API reference, rate limits), so more means that our own clock is wrong.
 */
const LONGEST_BLIND_WAIT_MS = 120_000;
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e12;

/**
 * Reads the rate limit from an answer: `Retry-After` (seconds or a date, RFC 9110 §10.2.3), else
 * `X-RateLimit-Reset`, whose form the API reference leaves open (epoch seconds, epoch milliseconds or
 * seconds from now: told apart by their size), else `retry_after` in the body of makeCall's 429
 * (seconds). Points in time are read on the server's own clock, as its `Date` header shows it.
 *
 * @param now this machine's clock, in milliseconds since 1970
 */
export function readRateLimit(headers: Headers, body: unknown, now: number): RateLimit {
	const remaining = numberOf(headers['x-ratelimit-remaining']);
	const retryAfterMs = waitUntil(headers['retry-after'], headers, now);
	const waitMs =
		retryAfterMs ??
		waitUntil(headers['x-ratelimit-reset'], headers, now) ??
		secondsFromNow(retryAfterIn(body));
	return {
		...(remaining === undefined ? {} : { remaining: Math.floor(remaining) }),
		...(waitMs === undefined ? {} : { waitMs }),
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
	};
}

function waitUntil(value: unknown, headers: Headers, now: number): number | undefined {
	const number = numberOf(value);
	if (number !== undefined && number < EPOCH_SECONDS) return secondsFromNow(number);
	const time = number === undefined ? dateOf(value) : number < EPOCH_MS ? number * 1000 : number;
	if (time === undefined) return undefined;
	const serverClock = dateOf(headers.date);
	const clocksAgree =
		serverClock === undefined || Math.abs(serverClock - now) <= CLOCK_TOLERANCE_MS;
	const wait = time - (clocksAgree ? now : serverClock);
	if (serverClock === undefined && wait > LONGEST_BLIND_WAIT_MS) return undefined;
	// A moment ago is now; long ago tells nothing about when the window opens.
	return wait < -CLOCK_TOLERANCE_MS ? undefined : Math.max(0, wait);
}

function secondsFromNow(seconds: number | undefined): number | undefined {
	return seconds === undefined ? undefined : seconds * 1000;
}

/** makeCall's page: `{error: {details: {retry_after: 60}}}`. */
function retryAfterIn(body: unknown): number | undefined {
	if (!isRecord(body)) return undefined;
	const error = isRecord(body.error) ? body.error : body;
	const details = isRecord(error.details) ? error.details : error;
	return numberOf(details.retry_after ?? body.retry_after);
}

/** A number that is not negative, written as one. */
function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function dateOf(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
}
