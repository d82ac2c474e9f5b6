import { runBurst } from '../../harness/burst';
import type { Part } from '../part';
import { format } from '../part';
import { FORM_NAMES } from './limits';

const EXECUTIONS = [300, 1_500, 2_500];
const PROCESSES = [1, 2, 5];
const FORMS = ['fixedWindow', 'slidingWindow'] as const;
const TOLD = ['none', 'retryAfterSeconds', 'resetEpochMs'] as const;
const LIMIT = { requests: 100, perMs: 60_000 };
const LATENCY_MS = 50;
const START_WITHIN_MS = 2_000;
const SEED = 1;

/** Many executions of one item each that start together. On a virtual clock, so the machine doesn't matter. */
export const bursts: Part = {
	id: 'bursts',
	run: async ({ log }) => {
		const rows: string[][] = [];
		for (const setup of setups()) {
			const { executions, processes, limit } = setup;
			const { done, lost, accepted, rejected, ms, latestBy } = await runBurst(setup);
			const idealMs = (Math.ceil(executions / limit.requests) - 1) * limit.perMs;
			const row = [
				...[FORM_NAMES[limit.form], limit.headers, format(executions), format(processes)],
				...[format(done), format(accepted - done), format(lost), format(rejected)],
				`${format((rejected / (accepted + rejected)) * 100, 1)} %`,
				`${format((ms / idealMs) * 100)} %`,
				format(latestBy),
			];
			log(`  ${row.join(', ')}`);
			rows.push(row);
		}
		return {
			title: 'Executions of one item each that start together',
			notes: [
				`Simulated. All executions start within ${START_WITHIN_MS / 1000} s and send one request each, at a limit of ${LIMIT.requests} requests per ${LIMIT.perMs / 1000} s. The executions of a process share a rate limiter.`,
				'Twice: requests that were accepted more than once. Late by: the most places by which an execution ended later than it started.',
			],
			machineMatters: false,
			head: [
				...['Limit', 'Reported as', 'Executions', 'Processes', 'Once', 'Twice', 'Lost'],
				...['429s', '429s of all', 'Of ideal', 'Late by'],
			],
			rows,
		};
	},
};

function setups() {
	return FORMS.flatMap((form) =>
		TOLD.flatMap((headers) =>
			EXECUTIONS.flatMap((executions) =>
				PROCESSES.map((processes) => ({
					...{ limit: { ...LIMIT, form, headers }, executions, processes },
					...{ latencyMs: LATENCY_MS, startWithinMs: START_WITHIN_MS, seed: SEED },
				})),
			),
		),
	);
}
