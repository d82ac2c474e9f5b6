import { readRateLimit } from '../../../nodes/Talkover/api/pacing/rateLimit';

const NOW = Date.parse('2026-11-21T10:00:00.250Z');
const HOUR = 3_600_000;
const date = (offset: number) => new Date(NOW + offset).toUTCString();
const epochSeconds = (offset: number) => String(Math.floor((NOW + offset) / 1000));

/** The delay of a 429 with these headers, on a machine whose clock is off by this many milliseconds. */
function waitOf(headers: Record<string, string>, body: unknown = {}, off = 0) {
	return readRateLimit(headers, body, NOW + off).waitMs;
}

test.each([
	['Retry-After in seconds', { 'retry-after': '7' }, 7_000],
	['Retry-After 0', { 'retry-after': '0' }, 0],
	['Retry-After as a date', { 'retry-after': date(30_000), date: date(0) }, 29_750],
	['a reset in seconds from now', { 'x-ratelimit-reset': '42' }, 42_000],
	['a reset in epoch seconds', { 'x-ratelimit-reset': epochSeconds(10_000) }, 9_750],
	['a reset in epoch milliseconds', { 'x-ratelimit-reset': String(NOW + 1_500) }, 1_500],
	[
		'Retry-After in preference to a reset',
		{ 'retry-after': '3', 'x-ratelimit-reset': '50' },
		3_000,
	],
	['a reset that has just passed', { 'x-ratelimit-reset': String(NOW - 500) }, 0],
])('reads %s (%j) as a delay of %s ms', (_name, headers: Record<string, string>, expected) => {
	expect(waitOf(headers)).toBe(expected);
});

test.each<[string, Record<string, string>]>([
	['no headers', {}],
	['unreadable headers', { 'retry-after': 'soon', 'x-ratelimit-reset': '' }],
	['a negative reset', { 'x-ratelimit-reset': '-5' }],
])('finds no delay in %s', (_name, headers) => {
	expect(waitOf(headers)).toBeUndefined();
});

test.each([
	[
		'the details of an error',
		{ error: { code: 'X', message: 'm', details: { retry_after: 60 } } },
		60_000,
	],
	['the top level', { retry_after: '2' }, 2_000],
])('reads retry_after in the body from %s', (_name, body, expected) => {
	expect(waitOf({}, body)).toBe(expected);
});

test.each<[string, unknown]>([
	['a retry_after that is not a number', { error: { details: { retry_after: 'later' } } }],
	['nothing but text', 'Too many requests'],
])('finds no delay in a body with %s', (_name, body) => {
	expect(waitOf({}, body)).toBeUndefined();
});

describe.each([
	['an hour behind', -HOUR],
	['an hour ahead', HOUR],
])('a clock that is %s does not change the delay', (_name, off) => {
	test.each([
		['a reset in epoch seconds', { 'x-ratelimit-reset': epochSeconds(10_000) }],
		['a reset in epoch milliseconds', { 'x-ratelimit-reset': String(NOW + 10_000) }],
		['Retry-After as a date', { 'retry-after': date(10_000) }],
	])('interprets %s with the clock of the server', (_form, headers) => {
		const wait = waitOf({ ...headers, date: date(0) }, {}, off);

		expect(wait).toBeGreaterThanOrEqual(9_000);
		expect(wait).toBeLessThanOrEqual(11_000);
	});

	test('ignores a reset time if the clock of the server is unknown', () => {
		expect(waitOf({ 'x-ratelimit-reset': epochSeconds(10_000) }, {}, off)).toBeUndefined();
	});
});

test('distinguishes the remaining number and the reset time from a Retry-After', () => {
	const headers = { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '42' };

	expect(readRateLimit(headers, {}, NOW)).toEqual({ remaining: 12, waitMs: 42_000 });
	expect(readRateLimit({ 'retry-after': '3' }, {}, NOW)).toEqual({
		waitMs: 3_000,
		retryAfterMs: 3_000,
	});
});
