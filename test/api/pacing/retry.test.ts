import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import type { Done, Failure, Reply } from '../../../nodes/Talkover/api/response/reply';
import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { failureWithoutAnswer } from '../../../nodes/Talkover/api/network/connection';
import { failureFromAnswer } from '../../../nodes/Talkover/api/response/failure';
import type { ApiRequest } from '../../../nodes/Talkover/api/request';
import { RateLimiter } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import { Sender } from '../../../nodes/Talkover/api/pacing/retry';
import { runPool } from '../../../nodes/Talkover/run/sending/pool';
import { VirtualClock } from '../../../tools/harness/virtualClock';

const LATENCY_MS = 10;
const REJECTED_MS = 1_000;
const OK: Done = doneWith({ endpoint: 'listCalls' }, {});

/** The failure of a create after a network error with this code. */
function unreachable(code: string): Failure {
	const creation = { key: ['call'] as const, label: 'the call', where: 'the calls of the agent' };
	const details = { host: 'talkover.example', timeout: 30, creation };
	return failureWithoutAnswer({ code, message: code }, details);
}

function busy(retryAfterMs?: number): Failure {
	const rateLimit = retryAfterMs === undefined ? {} : { retryAfterMs };
	return { ...failureFromAnswer(503, {}), rateLimit };
}

/** Sends requests that get these outcomes in turn, each after 10 ms. The last outcome repeats. */
function sending(
	outcomes: readonly Reply[],
	random = 1,
	request: ApiRequest = { endpoint: 'listAgents', path: ['agents'] },
) {
	const clock = new VirtualClock();
	const pause = createPause(undefined, clock);
	const limiter = new RateLimiter({ clock, random: () => 0.5 }).enter({ pause });
	const count = { sent: 0, underWay: 0, peak: 0 };
	const answer = async () => {
		const outcome = outcomes[Math.min(count.sent, outcomes.length - 1)] ?? OK;
		count.sent += 1;
		count.underWay += 1;
		if (clock.now() >= REJECTED_MS) count.peak = Math.max(count.peak, count.underWay);
		await clock.sleep(LATENCY_MS);
		count.underWay -= 1;
		return outcome;
	};
	const send = new Sender(answer, { limiter, pause, maxRetries: 5, random: () => random }).send;
	return { clock, count, ask: async () => send(request) };
}

test.each([
	['with a Retry-After of one minute is retried after that minute', 60_000, 60_000],
	['with a Retry-After of more than one minute is retried after the default delay', 60_001, 500],
	['without a Retry-After is retried after the default delay', undefined, 500],
])('a 503 %s', async (_name, told, waited) => {
	const { clock, ask } = sending([busy(told), OK]);

	expect((await clock.runUntil(ask())).ok).toBe(true);
	expect(clock.now()).toBe(waited + 2 * LATENCY_MS);
});

test('requests that fail at the same time are retried at different times', async () => {
	const { clock, ask } = sending([busy(), busy(), OK], 0.25);

	await clock.runUntil(ask());

	expect(clock.now()).toBe((500 + 1_000) * 0.25 + 3 * LATENCY_MS);
});

test.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'])('retries a request for %s', async (code) => {
	const { clock, ask, count } = sending([unreachable(code), unreachable(code), OK]);

	expect((await clock.runUntil(ask())).ok).toBe(true);
	expect(count.sent).toBe(3);
});

test('does not retry a request to a server whose certificate is not trusted', async () => {
	const { clock, ask, count } = sending([unreachable('CERT_HAS_EXPIRED'), OK]);

	expect(await clock.runUntil(ask())).toMatchObject({ why: 'notTrusted' });
	expect(count.sent).toBe(1);
});

describe('after an attempt that may have been carried out', () => {
	const missing = failureFromAnswer(404, {});
	const path = ['agents', 'a-1'];

	test.each<[string, ApiRequest, Failure, Partial<Reply>]>([
		[
			'a deletion that finds nothing is done',
			{ endpoint: 'deleteAgent', path },
			missing,
			{ did: 'done' },
		],
		[
			'a rejected update is a contradiction',
			{ endpoint: 'updateAgentVoice', path },
			missing,
			{ did: 'unknown', why: 'contradiction' },
		],
		[
			'an update that could not be sent again is unknown',
			{ endpoint: 'updateAgentVoice', path },
			unreachable('ECONNREFUSED'),
			{ did: 'unknown', why: 'noResponse' },
		],
		['a rejected GET is rejected', { endpoint: 'getAgent', path }, missing, { did: 'refused' }],
		[
			'a rejected dry run is rejected',
			{ endpoint: 'validateAgentFlow', path },
			failureFromAnswer(422, {}),
			{ did: 'refused', why: 'invalid' },
		],
	])('%s', async (_name, request, last, expected) => {
		const { clock, ask } = sending([busy(), last], 1, request);

		expect(await clock.runUntil(ask())).toMatchObject(expected);
	});

	test('a deletion that finds nothing at once is rejected', async () => {
		const { clock, ask } = sending([missing], 1, { endpoint: 'deleteAgent', path });

		expect(await clock.runUntil(ask())).toMatchObject({ did: 'refused', why: 'missing' });
	});
});

test('sends and fails one request at a time while the server is unreachable after a 429', async () => {
	const rejected = { ...failureFromAnswer(429, {}), rateLimit: { waitMs: REJECTED_MS } };
	const { clock, ask, count } = sending([rejected, unreachable('ECONNREFUSED')]);
	const reasons: string[] = [];

	const work = runPool(20, 10, async () => {
		const outcome = await ask();
		reasons.push(outcome.ok ? 'ok' : outcome.why);
		return true;
	});
	await clock.runUntil(work);

	expect(reasons.sort()).toEqual(new Array<string>(20).fill('unreachable'));
	expect(count.sent).toBe(1 + 20 * 6);
	expect(count.peak).toBe(1);
});

test('a request that throws returns its permit, so the next request is a probe', async () => {
	const clock = new VirtualClock();
	const pause = createPause(undefined, clock);
	const limiter = new RateLimiter({ clock }).enter({ pause });
	const first = await limiter.acquire();
	if (first) limiter.release(first, { answered: true, rejected: true, rateLimit: {} });
	const ask = async (answer: () => Promise<Done>) =>
		new Sender(answer, { limiter, pause, maxRetries: 5 }).send({
			endpoint: 'listAgents',
			path: ['agents'],
		});

	const thrown = ask(async () => Promise.reject(new Error('odd')));
	await expect(clock.runUntil(thrown)).rejects.toThrow('odd');
	const before = clock.now();

	expect(await clock.runUntil(ask(async () => Promise.resolve(OK)))).toBe(OK);
	expect(clock.now()).toBe(before);
});
