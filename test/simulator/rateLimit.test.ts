import type { RateLimitHeaders, RateLimitOptions } from '../../tools/simulator/http/rateLimit';
import { rateLimit } from '../../tools/simulator/http/rateLimit';

/** A full second, so that rounding shows. */
const START = Date.UTC(2026, 0, 1, 12, 0, 0);

const LIMIT = { requests: 3, perMs: 3000, headers: 'resetEpochMs' } as const;

/** Whether each request at these times (milliseconds from the start) is allowed. */
function allowedAt(form: RateLimitOptions['form'], moments: readonly number[]): boolean[] {
	const verdictAt = rateLimit({ ...LIMIT, form });
	return moments.map((moment) => verdictAt(START + moment).allowed);
}

/** The remaining number and the reset (milliseconds from the start) of requests at these times. */
function countsAt(form: RateLimitOptions['form'], moments: readonly number[]): string[] {
	const verdictAt = rateLimit({ ...LIMIT, form });
	return moments.map((moment) => {
		const { headers } = verdictAt(START + moment);
		const reset = Number(headers['X-RateLimit-Reset']) - START;
		return `${String(headers['X-RateLimit-Remaining'])} ${reset}`;
	});
}

const [yes, no] = [true, false];

test.each<[what: string, form: RateLimitOptions['form'], moments: number[], allowed: boolean[]]>([
	[
		'a fixed window allows its number of requests and then none until it ends',
		'fixedWindow',
		[0, 1, 2, 3, 2999, 3000, 3000, 3000, 3000],
		[yes, yes, yes, no, no, yes, yes, yes, no],
	],
	[
		'a sliding window counts the requests allowed in the time before each request',
		'slidingWindow',
		[0, 1000, 2000, 2999, 3000, 3001, 4000, 4999],
		[yes, yes, yes, no, yes, no, yes, no],
	],
	[
		'a token bucket starts full and refills steadily',
		'tokenBucket',
		[0, 0, 0, 0, 999, 1000, 1000, 2000],
		[yes, yes, yes, no, no, yes, no, yes],
	],
	[
		'a token bucket never holds more than its capacity',
		'tokenBucket',
		[0, 60_000, 60_000, 60_000, 60_000],
		[yes, yes, yes, yes, no],
	],
])('%s', (_what, form, moments, allowed) => {
	expect(allowedAt(form, moments)).toEqual(allowed);
});

/** The remaining number and the reset of each response, as text. */
test.each<[what: string, form: RateLimitOptions['form'], moments: number[], counts: string]>([
	[
		'a fixed window starts with the first request after the previous window ended',
		'fixedWindow',
		[0, 5000, 7999, 8000],
		'2 3000, 2 8000, 1 8000, 2 11000',
	],
	[
		'a fixed window is not extended by rejected requests',
		'fixedWindow',
		[0, 0, 0, 2000, 3000],
		'2 3000, 1 3000, 0 3000, 0 3000, 2 6000',
	],
	[
		'a sliding window reports the remaining number and when the oldest request no longer counts',
		'slidingWindow',
		[0, 1000, 2000, 2999, 3000],
		'2 3000, 1 3000, 0 3000, 0 3000, 0 4000',
	],
	[
		'a token bucket reports its tokens and when the next one is available',
		'tokenBucket',
		[0, 0, 400, 500, 1000],
		'2 1000, 1 1000, 0 1000, 0 1000, 0 2000',
	],
])('%s', (_what, form, moments, counts) => {
	expect(countsAt(form, moments).join(', ')).toBe(counts);
});

test('a token bucket with fractional intervals has its tokens available at the exact millisecond', () => {
	const verdictAt = rateLimit({
		...{ form: 'tokenBucket', headers: 'resetEpochMs' },
		...{ requests: 7, perMs: 1000 },
	});
	let now = START;
	for (let request = 0; request < 500; request++) {
		const { allowed, headers } = verdictAt(now);
		expect(allowed).toBe(true);
		if (headers['X-RateLimit-Remaining'] === '0') now = Number(headers['X-RateLimit-Reset']);
	}
	// 7 immediately, and 493 at 7 per second, each at most one millisecond late.
	const ideal = (493 / 7) * 1000;
	expect(now - START).toBeGreaterThanOrEqual(ideal - 1000 / 7);
	expect(now - START).toBeLessThanOrEqual(ideal + 493);
});

/** The first response, and one that is rejected 500 ms later with 2,500 ms remaining. */
function told(headers: RateLimitHeaders) {
	const verdictAt = rateLimit({ ...LIMIT, form: 'fixedWindow', headers });
	const [first] = [verdictAt(START), verdictAt(START), verdictAt(START)];
	return [first, verdictAt(START + 500)];
}
const counts = (remaining: number, reset?: string) => ({
	...{ 'X-RateLimit-Limit': '3', 'X-RateLimit-Remaining': String(remaining) },
	...(reset === undefined ? {} : { 'X-RateLimit-Reset': reset }),
});
const resetSeconds = String(START / 1000 + 3);

test.each<[RateLimitHeaders, object, object]>([
	['none', {}, {}],
	['laravel', counts(2), { ...counts(0, resetSeconds), 'Retry-After': '3' }],
	['resetEpochMs', counts(2, String(START + 3000)), counts(0, String(START + 3000))],
	['resetEpochSeconds', counts(2, resetSeconds), counts(0, resetSeconds)],
	['resetSecondsFromNow', counts(2, '3'), counts(0, '3')],
	['retryAfterSeconds', {}, { 'Retry-After': '3' }],
	['retryAfterDate', {}, { 'Retry-After': 'Thu, 01 Jan 2026 12:00:03 GMT' }],
])('the form %s reports the limit in its headers', (headers, onSuccess, onRejection) => {
	expect(told(headers)).toEqual([
		{ allowed: true, headers: onSuccess },
		{ allowed: false, headers: onRejection },
	]);
});

test('the form bodyRetryAfter reports the delay in the body', () => {
	expect(told('bodyRetryAfter')).toEqual([
		{ allowed: true, headers: {} },
		{ allowed: false, headers: {}, retryAfter: 3 },
	]);
});
