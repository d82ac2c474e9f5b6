import fc from 'fast-check';

import { doneWith } from '../../nodes/Talkover/api/response/answer';
import type { Send } from '../../nodes/Talkover/api/client';
import type { Done, Reply } from '../../nodes/Talkover/api/response/reply';
import type { Pause } from '../../nodes/Talkover/api/pacing/clock';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { FairQueue } from '../../nodes/Talkover/api/pacing/fairQueue';
import { RateLimiter } from '../../nodes/Talkover/api/pacing/rateLimiter';
import { Sender } from '../../nodes/Talkover/api/pacing/retry';
import { failureFromAnswer, keptRejecting } from '../../nodes/Talkover/api/response/failure';
import { runPool } from '../../nodes/Talkover/run/sending/pool';
import { VirtualClock } from '../../tools/harness/virtualClock';
import { fuzz } from '../support/fuzz';

const OK: Done = doneWith({ endpoint: 'listCalls' }, {});
const LANES = 4;

interface Step {
	readonly what: 'add' | 'leave' | 'take';
	readonly lane: number;
}

const step: fc.Arbitrary<Step> = fc.record({
	what: fc.constantFrom('add', 'add', 'add', 'take', 'take', 'take', 'leave'),
	lane: fc.nat({ max: LANES - 1 }),
});

fuzz(
	'waiting runs take turns, each is served in its own order, and a run that leaves takes no turn of another',
	fc.array(step, { maxLength: 80 }),
	(steps) => {
		const queue = new FairQueue<number, number>();
		const waiting = Array.from({ length: LANES }, (): string[] => []);
		/** By lane, the lanes that had a turn since it began to wait or had its own last turn. */
		const turnsSince = waiting.map((): number[] => []);
		let number = 0;
		let served = '';
		let fair = true;
		for (const { what, lane } of steps) {
			const own = waiting[lane] ?? [];
			if (what === 'add') {
				number += 1;
				const name = `${lane}: ${number}`;
				if (own.length === 0) turnsSince[lane] = [];
				own.push(name);
				queue.add({ lane, resolve: () => (served = name) });
			} else if (what === 'leave') {
				expect(queue.remove(lane)).toHaveLength(own.length);
				own.length = 0;
			} else {
				const taken = queue.take();
				taken?.resolve(undefined);
				expect(taken && served).toBe(taken && waiting[taken.lane]?.shift());
				for (const [other, turns] of turnsSince.entries()) {
					if (taken && (waiting[other]?.length ?? 0) > 0) turns.push(taken.lane);
				}
				if (taken) turnsSince[taken.lane] = [];
			}
			fair &&= turnsSince.every((turns) => new Set(turns).size === turns.length);
		}
		expect(fair).toBe(true);
		expect(queue.isEmpty()).toBe(waiting.every((names) => names.length === 0));
	},
);

/** What happens to a request: its response, a 429 with a delay or without one, no response, or an error. */
const fate = fc.record({
	how: fc.constantFrom<'limited' | 'lost' | 'ok' | 'throws'>(
		...(['ok', 'ok', 'ok', 'ok', 'limited', 'limited', 'lost', 'throws'] as const),
	),
	afterMs: fc.constantFrom(0, 10, 50, 700, 6_000, 40_000),
	waitMs: fc.constantFrom(undefined, 0, 900, 20_000),
	remaining: fc.constantFrom(undefined, undefined, 0, 1, 5),
});

const run = fc.record({
	startsAt: fc.nat({ max: 30_000 }),
	requests: fc.integer({ min: 1, max: 12 }),
	concurrency: fc.integer({ min: 1, max: 5 }),
	requestsAtOnce: fc.constantFrom(undefined, undefined, 1, 2, 20),
	stopsAt: fc.option(fc.nat({ max: 90_000 }), { freq: 3 }),
});

type Fate = typeof fate extends fc.Arbitrary<infer Value> ? Value : never;
type Run = typeof run extends fc.Arbitrary<infer Value> ? Value : never;

function outcomeOf({ how, waitMs, remaining }: Fate): Reply {
	const rateLimit = {
		...(waitMs === undefined ? {} : { waitMs }),
		...(remaining === undefined ? {} : { remaining }),
	};
	if (how === 'throws') throw new Error('odd');
	if (how === 'limited') return { ...keptRejecting(), rateLimit };
	if (how === 'ok') return { ...OK, rateLimit };
	const { status: _status, ...lost } = failureFromAnswer(500, undefined);
	return lost;
}

/** Plays runs against a server that does this with the requests, in turn, and accepts all later ones. */
async function play(runs: readonly Run[], fates: readonly Fate[]) {
	const clock = new VirtualClock();
	const shared = new RateLimiter({ clock, random: () => 0.5 });
	let sent = 0;
	const send = (pause: Pause, tooLate: number[]): Send => {
		return async () => {
			if (pause.ended) tooLate.push(clock.now());
			const next = fates[sent] ?? {
				how: 'ok',
				afterMs: 10,
				waitMs: undefined,
				remaining: undefined,
			};
			sent += 1;
			await clock.sleep(next.afterMs);
			return outcomeOf(next);
		};
	};
	const ended = runs.map(async ({ startsAt, requests, concurrency, requestsAtOnce, stopsAt }) => {
		await clock.sleep(startsAt);
		const pause = createPause(undefined, clock);
		if (stopsAt !== null)
			void clock.sleep(stopsAt).then(() => {
				pause.end();
			});
		const tooLate: number[] = [];
		const limiter = shared.enter({ pause, requestsAtOnce });
		const ask = new Sender(send(pause, tooLate), {
			limiter,
			pause,
			maxRetries: 2,
			random: () => 0.5,
		}).send;
		const ends: string[] = [];
		await runPool(requests, concurrency, async () => {
			const outcome = await ask({ endpoint: 'listAgents', path: ['agents'] }).catch(
				() => 'threw' as const,
			);
			ends.push(outcome === 'threw' ? outcome : outcome.ok ? 'ok' : outcome.why);
			return true;
		});
		return { stopped: pause.ended, ends, tooLate: tooLate.length };
	});
	const results = await clock.runUntil(Promise.all(ended));
	return { clock, shared, results };
}

fuzz(
	'whatever happens to the requests of several runs, each of them ends, and no permit is lost',
	fc.tuple(fc.array(run, { minLength: 1, maxLength: 5 }), fc.array(fate, { maxLength: 60 })),
	async ([runs, fates]) => {
		const { clock, shared, results } = await play(runs, fates);

		for (const [index, { stopped, ends, tooLate }] of results.entries()) {
			expect(ends).toHaveLength(runs[index]?.requests ?? 0);
			expect(tooLate).toBe(0);
			// The server accepts a request in less than ten minutes, so nobody who waits may be given up.
			if (!stopped) expect(ends).not.toContain('rateLimited');
			if (!stopped) expect(ends).not.toContain('cancelled');
		}
		expect(shared.isBusy).toBe(false);
		const late = shared.enter({ pause: createPause(undefined, clock) });
		const endedAt = clock.now();
		expect(await clock.runUntil(late.acquire())).toBeDefined();
		// If no delay is stated, the longest window that the limiter can learn.
		expect(clock.now() - endedAt).toBeLessThanOrEqual(90_000);
	},
	{ share: 0.5 },
);
