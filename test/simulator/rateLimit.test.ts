import type { RateLimitHeaders, RateLimitOptions } from '../../tools/simulator/http/rateLimit';
import { rateLimit } from '../../tools/simulator/http/rateLimit';
import { askOf } from '../support/servers/ask';
import { useSimulator } from '../support/servers/useSimulator';

/** A full second, so that rounding shows. */
const START = Date.UTC(2026, 0, 1, 12, 0, 0);

const LIMIT = { requests: 3, perMs: 3000, headers: 'resetEpochMs' } as const;

/** By request at these times: the remaining number and the reset (milliseconds from the start), or "no" and the reset. */
function countsAt(form: RateLimitOptions['form'], moments: readonly number[]): string[] {
	const verdictAt = rateLimit({ ...LIMIT, form });
	return moments.map((moment) => {
		const { allowed, headers } = verdictAt(START + moment);
		const reset = Number(headers['X-RateLimit-Reset']) - START;
		return `${allowed ? String(headers['X-RateLimit-Remaining']) : 'no'} ${reset}`;
	});
}

test.each<[what: string, form: RateLimitOptions['form'], moments: number[], counts: string]>([
	[
		'a fixed window starts with the first request after the previous one, and rejected requests do not extend it',
		'fixedWindow',
		[0, 1, 2, 2999, 3000, 7000],
		'2 3000, 1 3000, 0 3000, no 3000, 2 6000, 2 10000',
	],
	[
		'a sliding window counts the requests allowed in the time before each request',
		'slidingWindow',
		[0, 1000, 2000, 2999, 3000, 3001],
		'2 3000, 1 3000, 0 3000, no 3000, 0 4000, no 4000',
	],
	[
		'a token bucket starts full, refills steadily, and never holds more than its capacity',
		'tokenBucket',
		[0, 0, 400, 500, 1000, 60_000, 60_000, 60_000, 60_000],
		'2 1000, 1 1000, 0 1000, no 1000, 0 2000, 2 61000, 1 61000, 0 61000, no 61000',
	],
])('%s', (_what, form, moments, counts) => {
	expect(countsAt(form, moments).join(', ')).toBe(counts);
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
	['retryAfterSeconds', {}, { 'Retry-After': '3' }],
])('the form %s reports the limit in its headers', (headers, onSuccess, onRejection) => {
	expect(told(headers)).toEqual([
		{ allowed: true, headers: onSuccess },
		{ allowed: false, headers: onRejection },
	]);
});

let now = START;
const talkover = useSimulator({ now: () => now });
const ask = askOf(talkover);

test('a request over the limit changes nothing and uses up no fault, and the next window allows it', async () => {
	talkover().limit({ ...LIMIT, form: 'fixedWindow', requests: 1 });
	const agents = talkover().state.agents.length;
	await ask('GET', '/phone-numbers');
	talkover().answer(500, {}, { times: 1 });

	expect(await ask('POST', '/agents', { name: 'A' })).toMatchObject({ status: 429 });
	expect(talkover().state.agents).toHaveLength(agents);
	now += LIMIT.perMs;
	expect(await ask('GET', '/phone-numbers')).toMatchObject({ status: 500 });
});

const LIMITED = { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) as string };
const WITH_DELAY = { ...LIMITED, details: { retry_after: 3 } };
const SENTENCE = { message: expect.any(String) as string };

test.each<[string, string, unknown, unknown]>([
	['GET', '/phone-numbers', { success: false, ...SENTENCE }, { error: WITH_DELAY }],
	// The page of this operation shows `message`, so it stays.
	[
		'POST',
		'/agents',
		{ success: false, ...SENTENCE },
		expect.objectContaining({ ...SENTENCE, error: WITH_DELAY }),
	],
	// The page of this operation shows `error`, even if no delay is reported.
	['POST', '/agents/any/call', { error: LIMITED }, { error: WITH_DELAY }],
])('a %s %s over the limit is rejected in the form of its page', async (method, path, ...forms) => {
	for (const [index, headers] of (['none', 'bodyRetryAfter'] as const).entries()) {
		talkover().limit({ ...LIMIT, form: 'fixedWindow', requests: 0, headers });
		const body = method === 'GET' ? undefined : {};

		expect(await ask(method, path, body)).toEqual({ status: 429, body: forms[index] });
	}
});
