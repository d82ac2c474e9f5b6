import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { AdaptiveConcurrency } from '../../../nodes/Talkover/api/pacing/concurrency';
import { RateLimiter } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import { runPool } from '../../../nodes/Talkover/run/sending/pool';
import { VirtualClock } from '../../../tools/harness/virtualClock';
import { ACCEPTED } from '../../support/time/manualRateLimiter';

const ITEMS = 1_000;
const WORK_MS = 50;

/** Sends 1,000 requests to a server that works on `capacity` of them at once; the others wait there. */
async function sendTo(capacity: number, requestsAtOnce?: number) {
	const clock = new VirtualClock();
	const pause = createPause(undefined, clock);
	const limiter = new RateLimiter({ clock }).enter({ pause, requestsAtOnce });
	const workers = new Array<number>(capacity).fill(0);
	let [latency, inFlight, peak] = [0, 0, 0];
	const work = runPool(ITEMS, 50, async () => {
		const permit = await limiter.acquire();
		if (!permit) throw new Error('no permit');
		peak = Math.max(peak, (inFlight += 1));
		const sentAt = clock.now();
		workers.sort((one, other) => one - other);
		const doneAt = Math.max(sentAt, workers[0] ?? 0) + WORK_MS;
		workers[0] = doneAt;
		await clock.sleep(doneAt - sentAt);
		inFlight -= 1;
		latency += (clock.now() - sentAt) / ITEMS;
		limiter.release(permit, ACCEPTED);
		return true;
	});
	await clock.runUntil(work);
	return { ms: clock.now(), latency, peak };
}

/** By how much a server is faster with more requests at once, and how much longer each may take. */
test.each([
	[1_000, { time: 0.3, latency: 1, peak: 50 }],
	[20, { time: 0.55, latency: 1.5, peak: 40 }],
	[10, { time: 1, latency: 1.5, peak: 25 }],
	[5, { time: 1, latency: 1.5, peak: 25 }],
])('a server with a capacity of %d gets no more than it answers fast', async (capacity, bounds) => {
	const [automatic, ten] = [await sendTo(capacity), await sendTo(capacity, 10)];

	expect(ten.peak).toBe(10);
	expect(automatic.ms / ten.ms).toBeLessThanOrEqual(bounds.time);
	expect(automatic.latency / ten.latency).toBeLessThanOrEqual(bounds.latency);
	expect(automatic.peak).toBeLessThanOrEqual(bounds.peak);
});

/** Ends rounds with these mean response times. @returns the limits afterwards */
function limitsAfter(rounds: readonly (number | '429')[], inFlight = 50): number[] {
	const concurrency = new AdaptiveConcurrency();
	return rounds.map((ms) => {
		if (ms === '429') concurrency.rejected();
		else for (let left = concurrency.limit; left > 0; left -= 1) concurrency.answered(ms, inFlight);
		return concurrency.limit;
	});
}

test.each<[string, readonly (number | '429')[], readonly number[]]>([
	['grows by 5 while responses stay fast', [50, 75, 60], [15, 20, 25]],
	['shrinks when responses slow down, and stays', [50, 50, 80, 50, 50], [15, 20, 14, 14, 14]],
	[
		'grows again after 4 rounds',
		[50, 50, 80, 50, 50, 50, 50, 50],
		[15, 20, 14, 14, 14, 14, 14, 19],
	],
	['shrinks at a 429, to 10 at least', [50, 50, '429', '429', '429'], [15, 20, 14, 10, 10]],
	['is 50 at most', new Array<number>(10).fill(50), [15, 20, 25, 30, 35, 40, 45, 50, 50, 50]],
])('the number of requests at once %s', (_case, rounds, limits) => {
	expect(limitsAfter(rounds)).toEqual(limits);
});

test('the number of requests at once does not grow if fewer are needed', () => {
	expect(limitsAfter([50, 50], 9)).toEqual([10, 10]);
});
