import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { RateGate } from '../../../nodes/Talkover/api/pacing/gate';
import type { RateLimit } from '../../../nodes/Talkover/api/pacing/rateLimit';
import { runPool } from '../../../nodes/Talkover/run/pool';
import { REFUSED, TAKEN, openGate, told } from '../../support/time/gateByHand';
import { VirtualClock } from '../../support/time/virtualClock';

type Form = 'bucket' | 'window';

/** A server with a rate limit, on the virtual clock. */
class Limiter {
	private tokens: number;
	private at = 0;

	constructor(
		private readonly form: Form,
		private readonly requests: number,
		private readonly perMs: number,
		private readonly headers: boolean,
	) {
		this.tokens = requests;
	}

	take(now: number): { refused: boolean; rateLimit: RateLimit } {
		if (this.form === 'bucket') {
			const refill = ((now - this.at) * this.requests) / this.perMs;
			this.tokens = Math.min(this.requests, this.tokens + refill);
			this.at = now;
		} else if (now - this.at >= this.perMs) {
			this.tokens = this.requests;
			this.at = now;
		}
		const refused = this.tokens < 1;
		if (!refused) this.tokens -= 1;
		return { refused, rateLimit: this.headers ? this.told(now) : {} };
	}

	private told(now: number): RateLimit {
		const missing = Math.max(0, 1 - this.tokens);
		const waitMs =
			this.form === 'bucket' ? (missing * this.perMs) / this.requests : this.at + this.perMs - now;
		return { remaining: Math.floor(this.tokens), waitMs };
	}
}

async function send(
	count: number,
	limiter: Limiter,
	{ latency = 10, concurrency = 10 }: { latency?: number; concurrency?: number } = {},
) {
	const clock = new VirtualClock();
	const gate = new RateGate({ pause: createPause(undefined, clock), random: () => 0.5 });
	let refusals = 0;
	const work = runPool(count, concurrency, async () => {
		for (;;) {
			const ticket = await gate.enter();
			if (!ticket) throw new Error('turned away');
			await clock.sleep(latency / 2);
			const { refused, rateLimit } = limiter.take(clock.now());
			await clock.sleep(latency / 2);
			gate.leave(ticket, { answered: true, refused, rateLimit });
			if (!refused) return true;
			refusals += 1;
		}
	});
	await clock.runUntil(work);
	return { refusals, ms: clock.now() };
}

const FORMS = (['window', 'bucket'] as const).flatMap((form) =>
	[1_000, 60_000].flatMap((perMs) => [2, 10].map((latency) => ({ form, perMs, latency }))),
);

/** 500 requests at 100 per period take four periods after the first 100. */
const COUNT = 500;
const LIMIT = 100;
const IDEAL_PERIODS = 4;

test.each(FORMS)(
	'requests with rate limit headers run at 95 percent of the limit without a 429: %j',
	async (setup) => {
		const { form, perMs, latency } = setup;

		const { refusals, ms } = await send(COUNT, new Limiter(form, LIMIT, perMs, true), { latency });

		expect(refusals).toBe(0);
		expect((IDEAL_PERIODS * perMs) / ms).toBeGreaterThan(0.95);
	},
);

test.each(FORMS)(
	'requests without rate limit headers run at 95 percent of the limit with few 429s: %j',
	async (setup) => {
		const { form, perMs, latency } = setup;

		const { refusals, ms } = await send(COUNT, new Limiter(form, LIMIT, perMs, false), { latency });

		expect(refusals / (COUNT + refusals)).toBeLessThan(0.15);
		expect((IDEAL_PERIODS * perMs) / ms).toBeGreaterThan(0.95);
	},
);

test('a 429 holds all requests for its delay, and then a single request goes first', async () => {
	const { clock, gate, enter, closed } = openGate();
	const [first, second] = [await enter(), await enter()];

	gate.leave(first.ticket, told({ waitMs: 7_000 }, true));
	const waiting = [enter(), enter(), enter()];
	const probe = await clock.runUntil(Promise.race(waiting));
	gate.leave(second.ticket, TAKEN);
	let others = 0;
	for (const one of waiting.slice(1)) void one.then(() => (others += 1));
	await new Promise((resolve) => setImmediate(resolve));

	expect(probe.at).toBe(7_000);
	expect(others).toBe(0);
	gate.leave(probe.ticket, TAKEN);
	await Promise.all(waiting);
	expect(others).toBe(2);
	expect(closed).toEqual([7_000]);
});

test('a response that says no requests remain holds the next one without a 429', async () => {
	const { clock, gate, enter } = openGate();

	gate.leave((await enter()).ticket, told({ remaining: 0, waitMs: 3_000 }));

	expect((await clock.runUntil(enter())).at).toBe(3_000);
});

test('no more requests are sent than remain while responses are pending', async () => {
	const { gate, enter } = openGate();
	const first = await enter();
	const second = await enter();

	gate.leave(first.ticket, told({ remaining: 2, waitMs: 60_000 }));
	await enter();
	let fourth = false;
	const waiting = enter().then(() => (fourth = true));
	await new Promise((resolve) => setImmediate(resolve));
	expect(fourth).toBe(false);

	gate.leave(second.ticket, told({ remaining: 2, waitMs: 60_000 }));
	await waiting;
	expect(fourth).toBe(true);
});

test('a 429 from before the last reopening does not close the gate again', async () => {
	const { clock, gate, enter } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));
	const probe = await clock.runUntil(enter());
	gate.leave(probe.ticket, TAKEN);

	gate.leave(late.ticket, told({ waitMs: 60_000 }, true));

	expect((await enter()).at).toBe(1_000);
});

test('a request that is rejected after its full wait is not retried immediately', async () => {
	const { clock, gate, enter } = openGate();
	let asked = 0;
	const work = (async () => {
		for (; clock.now() < 60_000; asked += 1) {
			gate.leave((await enter()).ticket, told({ waitMs: 0 }, true));
		}
	})();

	await clock.runUntil(work);

	expect(asked).toBeLessThan(60);
});

test.each([
	['a 429 for ten minutes', REFUSED],
	['a 429 with a delay of one hour', told({ waitMs: 3_600_000 }, true)],
])('waiting requests are given up when every request gets %s', async (_name, refusal) => {
	const { clock, gate } = openGate();
	const work = (async () => {
		for (let ticket = await gate.enter(); ticket; ticket = await gate.enter()) {
			gate.leave(ticket, refusal);
		}
	})();

	await clock.runUntil(work);

	expect(clock.now()).toBeLessThanOrEqual(600_000);
	expect(await gate.enter()).toBeUndefined();
});

test('the end of the execution releases all waiting requests immediately', async () => {
	const controller = new AbortController();
	const { gate, enter } = openGate(controller.signal);
	gate.leave((await enter()).ticket, told({ waitMs: 60_000 }, true));
	const waiting = [gate.enter(), gate.enter()];

	controller.abort();

	expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
	expect(await gate.enter()).toBeUndefined();
});
