import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { RateGate } from '../../../nodes/Talkover/api/pacing/gate';
import type { RateLimit } from '../../../nodes/Talkover/api/pacing/rateLimit';
import { runPool } from '../../../nodes/Talkover/run/pool';
import { REFUSED, TAKEN, openGate, told } from '../../support/time/gateByHand';
import { VirtualClock } from '../../support/time/virtualClock';

type Form = 'bucket' | 'window';

/** A server that takes so many requests per period, on the virtual clock. */
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

/** 500 requests at 100 per period: after the first 100, four periods. */
const COUNT = 500;
const LIMIT = 100;
const IDEAL_PERIODS = 4;

test.each(FORMS)('with headers: no refusal at 95 % of the pace: %j', async (setup) => {
	const { form, perMs, latency } = setup;

	const { refusals, ms } = await send(COUNT, new Limiter(form, LIMIT, perMs, true), { latency });

	expect(refusals).toBe(0);
	expect((IDEAL_PERIODS * perMs) / ms).toBeGreaterThan(0.95);
});

test.each(FORMS)('without headers: 15 % refusals, 95 % of the pace: %j', async (setup) => {
	const { form, perMs, latency } = setup;

	const { refusals, ms } = await send(COUNT, new Limiter(form, LIMIT, perMs, false), { latency });

	expect(refusals / (COUNT + refusals)).toBeLessThan(0.15);
	expect((IDEAL_PERIODS * perMs) / ms).toBeGreaterThan(0.95);
});

test('a refusal holds everybody for as long as it says, and a single request goes first', async () => {
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

test('an answer that no request is left holds the next one without a refusal', async () => {
	const { clock, gate, enter } = openGate();

	gate.leave((await enter()).ticket, told({ remaining: 0, waitMs: 3_000 }));

	expect((await clock.runUntil(enter())).at).toBe(3_000);
});

test('no more leave than are left, as long as answers are awaited', async () => {
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

test('a refusal from before the last opening does not close it again', async () => {
	const { clock, gate, enter } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));
	const probe = await clock.runUntil(enter());
	gate.leave(probe.ticket, TAKEN);

	gate.leave(late.ticket, told({ waitMs: 60_000 }, true));

	expect((await enter()).at).toBe(1_000);
});

test('who is refused in spite of having waited as told does not ask again at once', async () => {
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
	['for ten minutes', REFUSED],
	['and says that it will for an hour', told({ waitMs: 3_600_000 }, true)],
])('Talkover refuses %s: all are turned away', async (_name, refusal) => {
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

test('the end of the execution turns everybody away at once', async () => {
	const controller = new AbortController();
	const { gate, enter } = openGate(controller.signal);
	gate.leave((await enter()).ticket, told({ waitMs: 60_000 }, true));
	const waiting = [gate.enter(), gate.enter()];

	controller.abort();

	expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
	expect(await gate.enter()).toBeUndefined();
});
