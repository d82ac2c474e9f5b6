import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import type { Answer } from '../../../nodes/Talkover/api/client';
import { keptRefusing } from '../../../nodes/Talkover/api/failure';
import { RateGate } from '../../../nodes/Talkover/api/pacing/gate';
import { withRetries } from '../../../nodes/Talkover/api/pacing/retry';
import { runPool } from '../../../nodes/Talkover/run/pool';
import { VirtualClock } from '../../support/time/virtualClock';

const OK: Answer = { ok: true, status: 200, body: {} };
const MINUTE = 60_000;

function openLine() {
	const clock = new VirtualClock();
	const pause = createPause(undefined, clock);
	return {
		clock,
		line: { gate: new RateGate({ pause, random: () => 0.5 }), pause, maxRetries: 5 },
	};
}

/** What a limit of 100 requests a minute reports: nothing, the remaining number, or also the delay of a 429. */
test.each([
	['nothing', false, false],
	['the remaining number', true, false],
	['the remaining number and the delay of each 429', true, true],
])(
	'1,800 items succeed after 15 slow minutes when Talkover reports %s',
	async (_told, left, wait) => {
		const { clock, line } = openLine();
		let openedAt = 0;
		let taken = 0;
		let refusals = 0;
		const send = withRetries(async () => {
			await clock.sleep(clock.now() < 15 * MINUTE ? 6_500 : 100);
			if (clock.now() - openedAt >= MINUTE) {
				openedAt = clock.now();
				taken = 0;
			}
			if (taken < 100) {
				taken += 1;
				return { ...OK, rateLimit: left ? { remaining: 100 - taken } : {} };
			}
			refusals += 1;
			const rateLimit = wait ? { waitMs: openedAt + MINUTE - clock.now() } : {};
			return { ...keptRefusing(), rateLimit };
		}, line);

		const answers: boolean[] = [];
		const work = runPool(1_800, 10, async () => {
			answers.push((await send({ method: 'GET', path: ['agents'] })).ok);
			return true;
		});
		await clock.runUntil(work);

		expect(answers.filter((ok) => !ok)).toEqual([]);
		expect(answers).toHaveLength(1_800);
		expect(refusals).toBeLessThan(180);
		expect(clock.now()).toBeLessThan(26 * MINUTE);
	},
);

test('a request that is always rejected is given up while all others succeed', async () => {
	const { clock, line } = openLine();
	let asked = 0;
	const send = withRetries(async ({ path }) => {
		await clock.sleep(50);
		if (path[0] !== 'refused') return OK;
		asked += 1;
		return { ...keptRefusing(), rateLimit: { waitMs: 1_000 } };
	}, line);
	const results: boolean[] = [];

	const work = runPool(3_000, 10, async (index) => {
		const path = [index === 0 ? 'refused' : 'taken'];
		results[index] = (await send({ method: 'GET', path })).ok;
		return true;
	});
	await clock.runUntil(work);

	expect(results.indexOf(false)).toBe(0);
	expect(results.lastIndexOf(false)).toBe(0);
	expect(asked).toBeLessThan(30);
});
