import type { SharedRun, SharedSetup } from '../../harness/sharedLimit';
import { runShared } from '../../harness/sharedLimit';
import type { Part } from '../part';
import { format } from '../part';
import { FORM_NAMES } from './limits';

const REQUESTS = 300;
const CONCURRENCY = 10;
const START_WITHIN_MS = 1000;
const SEEDS = [1, 2, 3, 4, 5];

const FORMS = ['fixedWindow', 'slidingWindow'] as const;
const TOLD = ['none', 'retryAfterSeconds', 'resetEpochMs', 'laravel'] as const;
const LIMITS = [
	{ requests: 50, perMs: 1000, latencyMs: 10 },
	{ requests: 100, perMs: 1000, latencyMs: 50 },
	{ requests: 10, perMs: 1000, latencyMs: 50 },
	{ requests: 100, perMs: 60_000, latencyMs: 50 },
];
const PROCESSES = [1, 2, 5];

/** How several processes share the limit of one account. On a virtual clock, so the machine doesn't matter. */
export const sharedLimits: Part = {
	id: 'shared',
	run: async ({ log }) => {
		const rows: string[][] = [];
		for (const setup of setups()) {
			const runs: SharedRun[] = [];
			for (const seed of SEEDS) runs.push(await runShared({ ...setup, seed }));
			const row = rowOf(setup, runs);
			log(`  ${row.join(', ')}`);
			rows.push(row);
		}
		return {
			title: `${REQUESTS} requests in each of several processes that share a rate limit`,
			notes: [
				`Simulated. Each process has its own rate limiter and sends ${CONCURRENCY} requests at once. The processes start within ${START_WITHIN_MS / 1000} s. Means of ${SEEDS.length} runs.`,
				'Given up: failed requests.',
			],
			machineMatters: false,
			head: [
				...['Limit', 'Requests', 'Reported as', 'Latency ms', 'Processes', '429s of all'],
				...['Of ideal', 'Slowest/fastest', 'Given up'],
			],
			rows,
		};
	},
};

function setups(): Omit<SharedSetup, 'seed'>[] {
	return FORMS.flatMap((form) =>
		TOLD.flatMap((headers) =>
			LIMITS.flatMap(({ latencyMs, ...limit }) =>
				PROCESSES.map((processes) => ({
					...{ limit: { ...limit, form, headers }, processes, latencyMs },
					...{ requests: REQUESTS, concurrency: CONCURRENCY, startWithinMs: START_WITHIN_MS },
				})),
			),
		),
	);
}

function rowOf(setup: Omit<SharedSetup, 'seed'>, runs: readonly SharedRun[]): string[] {
	const { limit, processes, requests, latencyMs } = setup;
	const windows = Math.ceil((processes * requests) / limit.requests);
	const idealMs = (windows - 1) * limit.perMs;
	const sum = (read: (run: SharedRun) => number) =>
		runs.reduce((total, run) => total + read(run), 0);
	const mean = (read: (run: SharedRun) => number) => sum(read) / runs.length;
	const rejected = sum((run) => run.rejected);
	const sent = rejected + sum((run) => run.accepted);
	return [
		FORM_NAMES[limit.form],
		`${limit.requests} per ${limit.perMs / 1000} s`,
		limit.headers,
		format(latencyMs),
		format(processes),
		`${format((rejected / sent) * 100, 1)} %`,
		`${format((mean(({ ms }) => ms) / idealMs) * 100)} %`,
		format(mean(slowestOfFastest), 1),
		format(sum(({ failed }) => failed)),
	];
}

function slowestOfFastest({ msOfProcess }: SharedRun): number {
	return Math.max(...msOfProcess) / Math.min(...msOfProcess);
}
