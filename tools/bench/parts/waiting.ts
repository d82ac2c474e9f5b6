import { startWorld } from '../../playground/world';
import { talkover } from '../contenders/contenders';
import type { Part } from '../part';
import { format } from '../part';
import { runWebhooks } from '../realN8n/webhooks';

/** A tenth of a minute's limit, so that the table doesn't take an hour. */
const LIMIT = {
	form: 'fixedWindow',
	requests: 100,
	perMs: 10_000,
	headers: 'resetEpochMs',
} as const;
/** With N8N_CONCURRENCY_PRODUCTION_LIMIT, and without it fewer, because 1,500 would need about 18 GB. */
const CASES: readonly Case[] = [
	{ executions: 400 },
	...[200, 100, 50].map((atOnce) => ({ executions: 1_500, atOnce })),
];
const MEGABYTE = 1e6;
const WARM_UP = 20;

interface Case {
	readonly executions: number;
	/** How many n8n runs at once. Default: all */
	readonly atOnce?: number;
}

/** The memory of executions that wait for the rate limit, in a real n8n. Measured once. */
export const waiting: Part = {
	id: 'waiting',
	run: async ({ log }) => {
		const rows: string[][] = [];
		for (const each of CASES) {
			const row = await measure(each);
			log(`  ${row.join(', ')}`);
			rows.push(row);
		}
		return {
			title: 'Memory of executions that wait, in a running n8n',
			notes: [
				`Webhooks, all posted at once, start one execution each, which makes one call. Talkover rejects all requests until n8n runs as many executions at once as it may. Then the limit is ${LIMIT.requests} requests per ${LIMIT.perMs / 1000} s. Measured once, each time in a new n8n.`,
				'At once: N8N_CONCURRENCY_PRODUCTION_LIMIT, which is off by default. Memory: of n8n, and before.',
			],
			head: [
				...[
					'Executions',
					'At once',
					'Once',
					'Twice',
					'Lost',
					'429s of all',
					'Last call after s',
					'Of ideal',
				],
				...['Slowest answer to a webhook, s', 'Memory MB', 'Before MB', 'MB per execution at once'],
			],
			rows,
		};
	},
};

async function measure({ executions, atOnce }: Case): Promise<string[]> {
	const env = atOnce === undefined ? {} : { N8N_CONCURRENCY_PRODUCTION_LIMIT: String(atOnce) };
	const world = await startWorld({ env });
	try {
		const contender = talkover();
		await runWebhooks(world, { count: WARM_UP, contender });
		const waiting = atOnce ?? executions;
		const run = await runWebhooks(world, { count: executions, contender, limit: LIMIT, waiting });
		const idealMs = (Math.ceil(executions / LIMIT.requests) - 1) * LIMIT.perMs;
		const grown = (run.peakBytes - run.idleBytes) / MEGABYTE;
		return [
			...[format(executions), atOnce === undefined ? 'all' : format(atOnce)],
			...[run.once, run.twice, run.lost].map((each) => format(each)),
			`${format((run.rejected / run.requests) * 100, 1)} %`,
			format(run.callsMs / 1000),
			`${format((run.callsMs / idealMs) * 100)} %`,
			format(run.slowestAnswerMs / 1000),
			format(run.peakBytes / MEGABYTE),
			format(run.idleBytes / MEGABYTE),
			format(grown / waiting, 1),
		];
	} finally {
		await world.close();
	}
}
