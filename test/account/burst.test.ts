import type { BurstSetup } from '../../tools/harness/burst';
import { runBurst } from '../../tools/harness/burst';

const MINUTE = 60_000;

/** What the responses say about the limit, and the most percent of requests that may get a 429. */
test.each([
	['resetEpochMs', 1],
	['retryAfterSeconds', 2],
	['none', 5],
] as const)(
	'2,500 executions of one item each call everyone once and in order, with few 429s: %s, %d percent',
	async (headers, mostRejected) => {
		const limit: BurstSetup['limit'] = {
			...{ requests: 100, perMs: MINUTE, form: 'fixedWindow', headers },
		};

		const run = await runBurst({
			...{ limit, executions: 2_500, processes: 1, latencyMs: 50, startWithinMs: 2_000, seed: 1 },
		});

		expect(run).toMatchObject({ done: 2_500, lost: 0, accepted: 2_500 });
		expect((100 * run.rejected) / (run.accepted + run.rejected)).toBeLessThan(mostRejected);
		expect(run.ms / (24 * MINUTE)).toBeLessThan(1.03);
		// Those in flight at the same time may overtake each other.
		expect(run.latestBy).toBeLessThan(25);
	},
);
