import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import type { Done } from '../../../nodes/Talkover/api/response/reply';
import { keptRejecting } from '../../../nodes/Talkover/api/response/failure';
import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { RateLimiter } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import type { RateLimit } from '../../../nodes/Talkover/api/pacing/rateLimit';
import { Sender } from '../../../nodes/Talkover/api/pacing/retry';
import { runPool } from '../../../nodes/Talkover/run/sending/pool';
import { VirtualClock } from '../../../tools/harness/virtualClock';

const OK: Done = doneWith({ endpoint: 'listCalls' }, {});
const MINUTE = 60_000;

type Form = 'bucket' | 'window';

/** A server with a rate limit, on the virtual clock. */
class LimitedServer {
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

	take(now: number): { rejected: boolean; rateLimit: RateLimit } {
		if (this.form === 'bucket') {
			const refill = ((now - this.at) * this.requests) / this.perMs;
			this.tokens = Math.min(this.requests, this.tokens + refill);
			this.at = now;
		} else if (now - this.at >= this.perMs) {
			this.tokens = this.requests;
			this.at = now;
		}
		const rejected = this.tokens < 1;
		if (!rejected) this.tokens -= 1;
		return { rejected, rateLimit: this.headers ? this.limitAt(now) : {} };
	}

	private limitAt(now: number): RateLimit {
		const missing = Math.max(0, 1 - this.tokens);
		const waitMs =
			this.form === 'bucket' ? (missing * this.perMs) / this.requests : this.at + this.perMs - now;
		return { remaining: Math.floor(this.tokens), waitMs };
	}
}

async function send(
	count: number,
	server: LimitedServer,
	{ latency = 10, concurrency = 10 }: { latency?: number; concurrency?: number } = {},
) {
	const clock = new VirtualClock();
	const limiter = new RateLimiter({ clock, random: () => 0.5 }).enter({
		pause: createPause(undefined, clock),
	});
	let rejections = 0;
	const work = runPool(count, concurrency, async () => {
		for (;;) {
			const permit = await limiter.acquire();
			if (!permit) throw new Error('no permit');
			await clock.sleep(latency / 2);
			const { rejected, rateLimit } = server.take(clock.now());
			await clock.sleep(latency / 2);
			limiter.release(permit, { answered: true, rejected, rateLimit });
			if (!rejected) return true;
			rejections += 1;
		}
	});
	await clock.runUntil(work);
	return { rejections, ms: clock.now() };
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

		const { rejections, ms } = await send(COUNT, new LimitedServer(form, LIMIT, perMs, true), {
			latency,
		});

		expect(rejections).toBe(0);
		expect((IDEAL_PERIODS * perMs) / ms).toBeGreaterThan(0.95);
	},
);

test.each(FORMS)(
	'requests without rate limit headers run at 95 percent of the limit with few 429s: %j',
	async (setup) => {
		const { form, perMs, latency } = setup;

		const { rejections, ms } = await send(COUNT, new LimitedServer(form, LIMIT, perMs, false), {
			latency,
		});

		expect(rejections / (COUNT + rejections)).toBeLessThan(0.15);
		expect((IDEAL_PERIODS * perMs) / ms).toBeGreaterThan(0.95);
	},
);

function openContext() {
	const clock = new VirtualClock();
	const pause = createPause(undefined, clock);
	const limiter = new RateLimiter({ clock, random: () => 0.5 }).enter({ pause });
	return { clock, context: { limiter, pause, maxRetries: 5 } };
}

/** The report of a limit of 100 requests a minute: none, the remaining number, or also the delay of a 429. */
test.each([
	['nothing', false, false],
	['the remaining number', true, false],
	['the remaining number and the delay of each 429', true, true],
])('1,800 items succeed after 15 slow minutes with %s', async (_reported, left, wait) => {
	const { clock, context } = openContext();
	let openedAt = 0;
	let taken = 0;
	let rejections = 0;
	const send = new Sender(async () => {
		await clock.sleep(clock.now() < 15 * MINUTE ? 6_500 : 100);
		if (clock.now() - openedAt >= MINUTE) {
			openedAt = clock.now();
			taken = 0;
		}
		if (taken < 100) {
			taken += 1;
			return { ...OK, rateLimit: left ? { remaining: 100 - taken } : {} };
		}
		rejections += 1;
		const rateLimit = wait ? { waitMs: openedAt + MINUTE - clock.now() } : {};
		return { ...keptRejecting(), rateLimit };
	}, context).send;

	const answers: boolean[] = [];
	const work = runPool(1_800, 10, async () => {
		answers.push((await send({ endpoint: 'listAgents', path: ['agents'] })).ok);
		return true;
	});
	await clock.runUntil(work);

	expect(answers.filter((ok) => !ok)).toEqual([]);
	expect(answers).toHaveLength(1_800);
	expect(rejections).toBeLessThan(180);
	expect(clock.now()).toBeLessThan(26 * MINUTE);
});

test('a request that is always rejected fails while all others succeed', async () => {
	const { clock, context } = openContext();
	let asked = 0;
	const send = new Sender(async ({ path }) => {
		await clock.sleep(50);
		if (path[0] !== 'rejected') return OK;
		asked += 1;
		return { ...keptRejecting(), rateLimit: { waitMs: 1_000 } };
	}, context).send;
	const results: boolean[] = [];

	const work = runPool(3_000, 10, async (index) => {
		const path = [index === 0 ? 'rejected' : 'taken'];
		results[index] = (await send({ endpoint: 'listAgents', path })).ok;
		return true;
	});
	await clock.runUntil(work);

	expect(results.indexOf(false)).toBe(0);
	expect(results.lastIndexOf(false)).toBe(0);
	expect(asked).toBeLessThan(30);
});
