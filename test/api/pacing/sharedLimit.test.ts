import type { SharedSetup } from '../../../tools/harness/sharedLimit';
import { runShared } from '../../../tools/harness/sharedLimit';

const SECOND = 1_000;
const MINUTE = 60_000;
const SEEDS = [1, 2, 3];

interface Bounds {
	/** The maximum percentage of requests that get a 429. */
	readonly rejected: number;
	/** The maximum duration, as a multiple of the earliest start of the last window. */
	readonly time: number;
	/** The maximum duration of the slowest process, as a multiple of the fastest. */
	readonly unfair: number;
}

type Case = readonly [Pick<SharedSetup, 'processes' | 'requests' | 'latencyMs' | 'limit'>, Bounds];

function row(
	processes: number,
	requests: number,
	limit: Pick<SharedSetup, 'latencyMs'> & Pick<SharedSetup['limit'], 'perMs' | 'requests'>,
	headers: 'laravel' | 'none' | 'resetEpochMs',
	bounds: Bounds,
	form: SharedSetup['limit']['form'] = 'fixedWindow',
): Case {
	const { latencyMs, ...rate } = limit;
	return [{ processes, requests, latencyMs, limit: { ...rate, form, headers } }, bounds];
}

const FIFTY = { requests: 50, perMs: SECOND, latencyMs: 10 };
const TEN = { requests: 10, perMs: SECOND, latencyMs: 50 };
const HUNDRED = { requests: 100, perMs: SECOND, latencyMs: 50 };
const PER_MINUTE = { requests: 100, perMs: MINUTE, latencyMs: 50 };

test.each<Case>([
	row(1, 300, TEN, 'none', { rejected: 25, time: 1.5, unfair: 1 }),
	row(1, 300, TEN, 'laravel', { rejected: 5, time: 1.5, unfair: 1 }),
	// Without headers, no process knows of the others: these rows only record the current values.
	row(5, 300, TEN, 'none', { rejected: 28, time: 4, unfair: 7 }),
	row(2, 300, HUNDRED, 'none', { rejected: 12, time: 1.6, unfair: 2 }),
	row(2, 1_500, HUNDRED, 'none', { rejected: 8, time: 1.6, unfair: 2 }),
	row(1, 300, HUNDRED, 'resetEpochMs', { rejected: 0, time: 1.4, unfair: 1 }),
	row(2, 300, FIFTY, 'resetEpochMs', { rejected: 8, time: 1.3, unfair: 2 }),
	row(2, 300, HUNDRED, 'resetEpochMs', { rejected: 4, time: 1.2, unfair: 1.3 }),
	row(2, 300, PER_MINUTE, 'resetEpochMs', { rejected: 4, time: 1.05, unfair: 1.3 }),
	row(5, 300, PER_MINUTE, 'resetEpochMs', { rejected: 11, time: 1.05, unfair: 1.5 }),
	row(5, 300, PER_MINUTE, 'resetEpochMs', { rejected: 45, time: 1.1, unfair: 3 }, 'tokenBucket'),
	row(2, 300, PER_MINUTE, 'none', { rejected: 25, time: 1.2, unfair: 2 }),
])('processes that share a limit all finish, with few 429s: %j', async (setup, bounds) => {
	const { limit, processes, requests } = setup;
	let [accepted, rejected, failed, ms, unfair] = [0, 0, 0, 0, 0];
	for (const seed of SEEDS) {
		const run = await runShared({ ...setup, seed, concurrency: 10, startWithinMs: 1_000 });
		accepted += run.accepted;
		rejected += run.rejected;
		failed += run.failed;
		ms += run.ms / SEEDS.length;
		unfair += Math.max(...run.msOfProcess) / Math.min(...run.msOfProcess) / SEEDS.length;
	}

	expect(failed).toBe(0);
	expect(accepted).toBe(processes * requests * SEEDS.length);
	expect((rejected / (accepted + rejected)) * 100).toBeLessThanOrEqual(bounds.rejected);
	const idealMs = (Math.ceil((processes * requests) / limit.requests) - 1) * limit.perMs;
	expect(ms / idealMs).toBeLessThanOrEqual(bounds.time);
	expect(unfair).toBeLessThanOrEqual(bounds.unfair);
});
