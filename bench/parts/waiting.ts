import { startWorld } from '../../playground/world';
import { talkover } from '../contenders';
import type { Part } from '../part';
import { format } from '../part';
import { runWebhooks } from '../webhooks';

const EXECUTIONS = 1_500;
/** A tenth of a minute's limit, so that the table doesn't take an hour. */
const LIMIT = {
	form: 'fixedWindow',
	requests: 100,
	perMs: 10_000,
	headers: 'resetEpochMs',
} as const;
const IDEAL_MS = (Math.ceil(EXECUTIONS / LIMIT.requests) - 1) * LIMIT.perMs;
/** Values of N8N_CONCURRENCY_PRODUCTION_LIMIT. */
const AT_ONCE = [undefined, 200, 100, 50];
const MEGABYTE = 1e6;
const WARM_UP = 20;

/** The memory of executions that wait for the rate limit, in a real n8n. Measured once. */
export const waiting: Part = {
	id: 'waiting',
	run: async ({ log }) => {
		const rows: string[][] = [];
		for (const atOnce of AT_ONCE) {
			const row = await measure(atOnce);
			log(`  ${row.join(', ')}`);
			rows.push(row);
		}
		return {
			title: `Memory of ${format(EXECUTIONS)} executions that wait, in a running n8n`,
			notes: [
				`${format(EXECUTIONS)} webhooks, posted as fast as n8n accepts them, start one execution each, which makes one call, at ${LIMIT.requests} requests per ${LIMIT.perMs / 1000} s with rate-limit headers. n8n runs with SQLite in one process. Measured once, each time in a new n8n.`,
				'At once: N8N_CONCURRENCY_PRODUCTION_LIMIT, which is off by default; n8n keeps the other executions in its queue. Memory: the resident memory of n8n at most, and before. Of ideal: the time from the first request to the last call, compared with the time until the last window begins.',
			],
			head: [
				...['At once', 'Once', 'Twice', 'Lost', '429s of all', 'Last call after s', 'Of ideal'],
				...['Memory MB', 'Before MB', 'MB per execution at once'],
			],
			rows,
		};
	},
};

async function measure(atOnce: number | undefined): Promise<string[]> {
	const env = atOnce === undefined ? {} : { N8N_CONCURRENCY_PRODUCTION_LIMIT: String(atOnce) };
	const world = await startWorld({ env });
	try {
		const contender = talkover();
		await runWebhooks(world, { count: WARM_UP, contender });
		const run = await runWebhooks(world, { count: EXECUTIONS, contender, limit: LIMIT });
		const grown = (run.peakBytes - run.idleBytes) / MEGABYTE;
		return [
			atOnce === undefined ? 'all' : format(atOnce),
			...[run.once, run.twice, run.lost].map((each) => format(each)),
			`${format((run.rejected / run.requests) * 100, 1)} %`,
			format(run.callsMs / 1000),
			`${format((run.callsMs / IDEAL_MS) * 100)} %`,
			format(run.peakBytes / MEGABYTE),
			format(run.idleBytes / MEGABYTE),
			format(grown / (atOnce ?? EXECUTIONS), 1),
		];
	} finally {
		await world.close();
	}
}
