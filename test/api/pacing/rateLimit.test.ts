import { readRateLimit } from '../../../nodes/Talkover/api/pacing/rateLimit';

const NOW = Date.parse('2026-11-21T10:00:00.250Z');
const HOUR = 3_600_000;
const date = (offset: number) => new Date(NOW + offset).toUTCString();
const epochSeconds = (offset: number) => String(Math.floor((NOW + offset) / 1000));

/** What a 429 with these headers says, on a machine whose clock is off by so many milliseconds. */
function waitOf(headers: Record<string, string>, body: unknown = {}, off = 0) {
	return readRateLimit(headers, body, NOW + off).waitMs;
}

test.each([
	['Retry-After in seconds', { 'retry-after': '7' }, 7_000],
	['Retry-After 0', { 'retry-after': '0' }, 0],
	['Retry-After as a date', { 'retry-after': date(30_000), date: date(0) }, 29_750],
	['reset in seconds from now', { 'x-ratelimit-reset': '42' }, 42_000],
	['reset in epoch seconds', { 'x-ratelimit-reset': epochSeconds(10_000) }, 9_750],
	['reset in epoch milliseconds', { 'x-ratelimit-reset': String(NOW + 1_500) }, 1_500],
	['Retry-After before reset', { 'retry-after': '3', 'x-ratelimit-reset': '50' }, 3_000],
	['a reset a moment ago', { 'x-ratelimit-reset': String(NOW - 500) }, 0],
	['nothing', {}, undefined],
	['something unreadable', { 'retry-after': 'soon', 'x-ratelimit-reset': '' }, undefined],
	['a negative number', { 'x-ratelimit-reset': '-5' }, undefined],
])('%s', (_name, headers: Record<string, string>, expected) => {
	expect(waitOf(headers)).toBe(expected);
});

test.each([
	['makeCall', { error: { code: 'X', message: 'm', details: { retry_after: 60 } } }, 60_000],
	['the body itself', { retry_after: '2' }, 2_000],
	['no number', { error: { details: { retry_after: 'later' } } }, undefined],
	['a string', 'Too many requests', undefined],
])('retry_after in the body: %s', (_name, body, expected) => {
	expect(waitOf({}, body)).toBe(expected);
});

describe.each([
	['an hour behind', -HOUR],
	['an hour ahead', HOUR],
])('a clock that is %s', (_name, off) => {
	test.each([
		['reset in epoch seconds', { 'x-ratelimit-reset': epochSeconds(10_000) }],
		['reset in epoch milliseconds', { 'x-ratelimit-reset': String(NOW + 10_000) }],
		['Retry-After as a date', { 'retry-after': date(10_000) }],
	])('%s is read on the clock of the server', (_form, headers) => {
		const wait = waitOf({ ...headers, date: date(0) }, {}, off);

		expect(wait).toBeGreaterThanOrEqual(9_000);
		expect(wait).toBeLessThanOrEqual(11_000);
	});

	test('without the clock of the server nothing is believed', () => {
		expect(waitOf({ 'x-ratelimit-reset': epochSeconds(10_000) }, {}, off)).toBeUndefined();
	});
});

test('what is left, and what only this answer asks for', () => {
	const headers = { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '42' };

	expect(readRateLimit(headers, {}, NOW)).toEqual({ remaining: 12, waitMs: 42_000 });
	expect(readRateLimit({ 'retry-after': '3' }, {}, NOW)).toEqual({
		waitMs: 3_000,
		retryAfterMs: 3_000,
	});
});
