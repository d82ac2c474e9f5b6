import { inspect } from 'node:util';

import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { InFlight } from '../../../nodes/Talkover/api/pacing/inFlight';
import type { LimitedRun } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import { RateLimiter } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import { VirtualClock } from '../../../tools/harness/virtualClock';
import {
	NOTHING,
	REJECTED,
	ACCEPTED,
	openRateLimiter,
	settled,
	answered,
} from '../../support/time/manualRateLimiter';

const MINUTE = 60_000;

/** A limiter that a 429 closed for one second after 50 requests, and the first probe afterwards. */
async function probing() {
	const opened = openRateLimiter();
	const { clock, limiter, acquire } = opened;
	for (let sent = 0; sent < 50; sent += 1) limiter.release((await acquire()).permit, ACCEPTED);
	limiter.release((await acquire()).permit, answered({ waitMs: 1_000 }, true));
	const { permit: probe } = await clock.runUntil(acquire());
	return { ...opened, probe };
}

test('a 429 holds all requests for its delay, and then a single request goes first', async () => {
	const { clock, limiter, acquire, closed } = openRateLimiter();
	const [first, second] = [await acquire(), await acquire()];

	limiter.release(first.permit, answered({ waitMs: 7_000 }, true));
	const waiting = [acquire(), acquire(), acquire()];
	const probe = await clock.runUntil(Promise.race(waiting));
	limiter.release(second.permit, ACCEPTED);
	let others = 0;
	for (const one of waiting.slice(1)) void one.then(() => (others += 1));
	await settled();

	expect(probe.at).toBe(7_000);
	expect(others).toBe(0);
	limiter.release(probe.permit, ACCEPTED);
	await Promise.all(waiting);
	expect(others).toBe(2);
	expect(closed).toEqual([7_000]);
});

test('a response with no remaining requests delays the next request without a 429', async () => {
	const { clock, limiter, acquire } = openRateLimiter();

	limiter.release((await acquire()).permit, answered({ remaining: 0, waitMs: 3_000 }));

	expect((await clock.runUntil(acquire())).at).toBe(3_000);
});

test('no more requests are sent than remain while responses are pending', async () => {
	const { limiter, acquire } = openRateLimiter();
	const first = await acquire();
	const second = await acquire();

	limiter.release(first.permit, answered({ remaining: 2, waitMs: 60_000 }));
	await acquire();
	let fourth = false;
	const waiting = acquire().then(() => (fourth = true));
	await settled();
	expect(fourth).toBe(false);

	limiter.release(second.permit, answered({ remaining: 2, waitMs: 60_000 }));
	await waiting;
	expect(fourth).toBe(true);
});

test('a 429 from before the last reopening does not close the rate limiter again', async () => {
	const { clock, limiter, acquire } = openRateLimiter();
	const [first, late] = [await acquire(), await acquire()];
	limiter.release(first.permit, answered({ waitMs: 1_000 }, true));
	const probe = await clock.runUntil(acquire());
	limiter.release(probe.permit, ACCEPTED);

	limiter.release(late.permit, answered({ waitMs: 60_000 }, true));

	expect((await acquire()).at).toBe(1_000);
});

test('a request that is rejected after its full wait is not retried immediately', async () => {
	const { clock, limiter, acquire } = openRateLimiter();
	let asked = 0;
	const work = (async () => {
		for (; clock.now() < 60_000; asked += 1) {
			limiter.release((await acquire()).permit, answered({ waitMs: 0 }, true));
		}
	})();

	await clock.runUntil(work);

	expect(asked).toBeLessThan(60);
});

test.each([
	['10 minutes if the 429s state a delay', answered({ waitMs: 7_000 }, true), 10 * MINUTE],
	['10 minutes, at once if the delay is one hour', answered({ waitMs: 60 * MINUTE }, true), 0],
	['30 minutes if the 429s state no delay', REJECTED, 30 * MINUTE],
])('waiting requests fail after %s and nothing was accepted', async (_name, rejection, limit) => {
	const { clock, limiter } = openRateLimiter();
	const work = (async () => {
		for (let permit = await limiter.acquire(); permit; permit = await limiter.acquire()) {
			limiter.release(permit, rejection);
		}
	})();

	await clock.runUntil(work);

	expect(clock.now()).toBeLessThanOrEqual(limit);
	expect(clock.now()).toBeGreaterThanOrEqual(limit * 0.95);
	expect(await limiter.acquire()).toBeUndefined();
});

test('the end of the execution releases all waiting requests immediately', async () => {
	const controller = new AbortController();
	const { limiter, acquire } = openRateLimiter(controller.signal);
	limiter.release((await acquire()).permit, answered({ waitMs: 60_000 }, true));
	const waiting = [limiter.acquire(), limiter.acquire()];

	controller.abort();

	expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
	expect(await limiter.acquire()).toBeUndefined();
});

test('a probe without a response is replaced by exactly one waiting request', async () => {
	const { limiter, acquireAll, probe, clock } = await probing();
	const left = await acquireAll(3);
	expect(left).toHaveLength(0);

	limiter.release(probe, NOTHING);
	await settled();
	expect(left).toHaveLength(1);

	for (const permit of left) limiter.release(permit, ACCEPTED);
	await settled();
	expect(left).toHaveLength(3);
	expect(clock.now()).toBe(1_000);
});

test('requests without a response do not raise the concurrency', async () => {
	const { limiter, acquireAll, probe } = await probing();
	limiter.release(probe, ACCEPTED);
	const left = await acquireAll(20);
	const lanes = left.length;

	for (const permit of [...left]) limiter.release(permit, NOTHING);
	await settled();
	expect(left).toHaveLength(2 * lanes);

	for (const permit of left.slice(lanes)) limiter.release(permit, ACCEPTED);
	await settled();
	expect(left).toHaveLength(4 * lanes);
});

test('a late 429 does not let a second probe through', async () => {
	const { clock, limiter, acquire, acquireAll, closed } = openRateLimiter();
	const [first, late] = [await acquire(), await acquire()];
	limiter.release(first.permit, answered({ waitMs: 1_000 }, true));
	await clock.runUntil(acquire());

	limiter.release(late.permit, answered({ waitMs: 5_000 }, true));

	expect(await acquireAll(2)).toHaveLength(0);
	expect(closed).toEqual([1_000]);
});

test('a request that waits more than ten minutes with interruptions does not fail', async () => {
	const { clock, limiter, acquire } = openRateLimiter();

	for (let round = 0; round < 3; round += 1) {
		const { permit } = await clock.runUntil(acquire());
		limiter.release(permit, ACCEPTED);
		limiter.release((await acquire()).permit, answered({ waitMs: 6 * MINUTE }, true));
	}

	expect((await clock.runUntil(acquire())).at).toBe(18 * MINUTE);
});

test('the remaining number of one window does not apply to the next', async () => {
	const { clock, limiter, acquire, acquireAll } = openRateLimiter();
	limiter.release((await acquire()).permit, answered({ remaining: 0, waitMs: 1_000 }));

	const { permit: probe } = await clock.runUntil(acquire());
	limiter.release(probe, ACCEPTED);

	expect(await acquireAll(20)).toHaveLength(2);
});

test('a higher remaining number counts only if its request was sent after the lower one arrived', async () => {
	const { limiter, acquireAll } = openRateLimiter();
	const [overtaken, first] = await acquireAll(2);
	if (!overtaken || !first) throw new Error('held');

	limiter.release(first, answered({ remaining: 3 }));
	limiter.release(overtaken, answered({ remaining: 4 }));
	const sent = await acquireAll(20);
	expect(sent).toHaveLength(3);

	for (const permit of sent.slice(0, 1)) limiter.release(permit, answered({ remaining: 9 }));
	await settled();
	expect(sent).toHaveLength(10);
});

test('a late response with no remaining requests does not extend the delay of a 429', async () => {
	const { clock, limiter, acquire } = openRateLimiter();
	const [first, late] = [await acquire(), await acquire()];
	limiter.release(first.permit, answered({ waitMs: 1_000 }, true));

	limiter.release(late.permit, answered({ remaining: 0, waitMs: MINUTE }));

	expect((await clock.runUntil(acquire())).at).toBe(1_000);
});

test('a remaining number from before the last reopening is ignored', async () => {
	const { clock, limiter, acquire } = openRateLimiter();
	const [first, late] = [await acquire(), await acquire()];
	limiter.release(first.permit, answered({ waitMs: 1_000 }, true));
	limiter.release((await clock.runUntil(acquire())).permit, ACCEPTED);

	limiter.release(late.permit, answered({ remaining: 0, waitMs: MINUTE }));

	expect((await acquire()).at).toBe(1_000);
});

test.each([
	[0, 135],
	[1, 165],
])('executions that are rejected together retry apart (random %d: %d ms)', async (random, at) => {
	const { clock, limiter, acquire } = openRateLimiter(undefined, random);

	limiter.release((await acquire()).permit, REJECTED);

	expect((await clock.runUntil(acquire())).at).toBeCloseTo(at);
});

test('what is learned about a rate limit takes no more memory with more responses', async () => {
	const { clock, limiter } = openRateLimiter();
	const respond = async (count: number) => {
		for (let sent = 0; sent < count; sent += 1) {
			const permit = await clock.runUntil(limiter.acquire());
			if (!permit) throw new Error('no permit');
			limiter.release(
				permit,
				answered({ remaining: sent % 7, waitMs: sent % 1_000 }, sent % 5 === 0),
			);
		}
		const whole = { depth: Infinity, maxArrayLength: null, maxStringLength: null };
		return inspect(limiter, whole).split('\n').length;
	};

	const before = await respond(50);

	expect(await respond(2_000)).toBeLessThanOrEqual(before + 5);
});

test('a probe without a response lets a second one go after 5 seconds, and no third', async () => {
	const { clock, limiter, acquire, acquireAll, probe } = await probing();
	const waiting = acquire();

	expect((await clock.runUntil(waiting)).at).toBe(6_000);
	const left = await acquireAll(3);
	await clock.runUntil(clock.sleep(MINUTE));
	expect(left).toHaveLength(0);

	limiter.release(probe, ACCEPTED);
	await settled();
	expect(left).toHaveLength(2);
});

/** Runs with one request each. @returns when the requests of 24 runs are sent that get no response in 6 seconds */
async function sentBy(run: Partial<LimitedRun>): Promise<readonly number[]> {
	const { clock, shared } = openRateLimiter();
	const sentAt: number[] = [];
	for (let sent = 0; sent < 24; sent += 1) {
		const { acquire } = shared.enter({ pause: createPause(undefined, clock), ...run });
		void acquire().then(() => sentAt.push(clock.now()));
	}
	await clock.runUntil(clock.sleep(6_000));
	return sentAt;
}

const many = (count: number, at: number) => new Array<number>(count).fill(at);

test.each<[string, Partial<LimitedRun>]>([
	['by default', {}],
	['of a cautious run', { isCautious: true }],
	['of a cautious run that allows more', { isCautious: true, requestsAtOnce: 100 }],
])(
	'10 requests are in flight at first %s, and hold up others only for 5 seconds',
	async (_, run) => {
		expect(await sentBy(run)).toEqual([...many(10, 0), ...many(10, 5_000)]);
	},
);

test.each([1, 3, 20])(
	'never more than %d requests are in flight, however long they take',
	async (most) => {
		expect(await sentBy({ requestsAtOnce: most })).toEqual(many(most, 0));
	},
);

describe('the smallest number of the current runs holds for all', () => {
	test.each<[string, number | undefined]>([
		['a larger one', 20],
		['none', undefined],
	])('a run with 2 limits one with %s, until it ends', async (_number, larger) => {
		const { clock, shared } = openRateLimiter();
		const [pause, ending] = [createPause(undefined, clock), createPause(undefined, clock)];
		const first = shared.enter({ pause, requestsAtOnce: larger });
		shared.enter({ pause: ending, requestsAtOnce: 2 });
		let sent = 0;
		for (let one = 0; one < 8; one += 1) void first.acquire().then(() => (sent += 1));
		await settled();
		expect(sent).toBe(2);

		ending.end();
		await settled();
		expect(sent).toBe(8);
	});

	test('a run that has ended before it enters limits nobody', async () => {
		const { clock, shared, acquireAll } = openRateLimiter();
		const pause = createPause(undefined, clock);
		pause.end();
		shared.enter({ pause, requestsAtOnce: 1 });

		expect(await acquireAll(5)).toHaveLength(5);
	});
});

test('a probe waits for the end of a request if no more may be in flight, without waking up meanwhile', async () => {
	const { clock, shared } = openRateLimiter();
	const { acquire, release } = shared.enter({
		pause: createPause(undefined, clock),
		requestsAtOnce: 2,
	});
	const [slow, limited] = [await acquire(), await acquire()];
	if (!slow || !limited) throw new Error('no permit');
	release(limited, answered({ waitMs: 1_000 }, true));
	const sentAt: number[] = [];
	for (let one = 0; one < 2; one += 1) void acquire().then(() => sentAt.push(clock.now()));
	const wakings = jest.spyOn(clock, 'sleep');
	await clock.runUntil(clock.sleep(60_000));
	// The probe has no response, and the slow request counts.
	expect(sentAt).toEqual([1_000]);
	expect(wakings.mock.calls.length).toBeLessThan(5);

	release(slow, NOTHING);
	await settled();
	expect(sentAt).toEqual([1_000, 60_000]);
});

test('a clock that jumps back makes no wait longer', async () => {
	const real = new VirtualClock();
	let behind = 0;
	const clock = { now: () => real.now() - behind, sleep: async (ms: number) => real.sleep(ms) };
	const pause = createPause(undefined, clock);
	const limiter = new RateLimiter({ clock }).enter({ pause });
	const permit = await limiter.acquire();
	if (permit) limiter.release(permit, answered({ waitMs: 7_000 }, true));
	const waits = [limiter.acquire(), pause.wait(7_000)];
	await real.runUntil(real.sleep(3_000));

	behind = 3_600_000;
	await real.runUntil(Promise.all(waits));

	expect(real.now()).toBeLessThanOrEqual(8_000);
});

// Otherwise, the limiter would wake up again and again without a request to send.
test('a slow request no longer counts at the very time that is stated, whatever the rounding', () => {
	const times = Array.from({ length: 1_000 }, (_, index) => index * 100 * Math.PI);
	const counting = times.filter((sentAt) => {
		const inFlight = new InFlight();
		inFlight.add(1, sentAt);
		return inFlight.counted(inFlight.nextSlowAt(sentAt)) > 0;
	});

	expect(counting).toEqual([]);
});
