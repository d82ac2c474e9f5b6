import { startWorld } from '../../playground/world';
import type { RateLimitHeaders } from '../../simulator/http/rateLimit';
import type { Contender, NodeSettings } from '../contenders/contenders';
import { httpRequest, talkover } from '../contenders/contenders';
import { httpRequestNode } from '../contenders/httpRequestNode';
import type { Part } from '../part';
import { format } from '../part';
import { runWebhooks } from '../realN8n/webhooks';

const EXECUTIONS = 300;
const LIMIT = { form: 'fixedWindow', requests: 100, perMs: 60_000 } as const;
/** The time until the last window begins. */
const IDEAL_MS = (Math.ceil(EXECUTIONS / LIMIT.requests) - 1) * LIMIT.perMs;
/** The most that n8n allows. */
const RETRIES: NodeSettings = { retryOnFail: true, maxTries: 5, waitBetweenTries: 5_000 };

interface Case {
	readonly name: string;
	readonly contender: Contender;
	readonly headers: RateLimitHeaders;
	readonly settings?: NodeSettings;
}

const CASES: readonly Case[] = [
	...(['resetEpochMs', 'retryAfterSeconds', 'none'] as const).map((headers) => {
		const contender = talkover();
		return { name: contender.name, contender, headers };
	}),
	{ name: 'HTTP Request', contender: httpRequest(), headers: 'retryAfterSeconds' },
	{
		name: 'HTTP Request, Retry On Fail',
		contender: httpRequest(),
		headers: 'retryAfterSeconds',
		settings: RETRIES,
	},
];

/** One execution per event of a CRM, many of them at the same time, in a real n8n. Measured once. */
export const executions: Part = {
	id: 'executions',
	run: async ({ log }) => {
		const rows: string[][] = [];
		// Loading it takes seconds, during which n8n would close a connection that is then used.
		httpRequestNode();
		const world = await startWorld();
		try {
			for (const { name, headers, ...what } of CASES) {
				const limit = { ...LIMIT, headers };
				const run = await runWebhooks(world, { ...what, count: EXECUTIONS, limit });
				const row = [
					...[headers, name],
					...[run.once, run.twice, run.lost, run.failed, run.rejected].map((each) => format(each)),
					`${format((run.rejected / run.requests) * 100, 1)} %`,
					format(run.callsMs / 1000),
					`${format((run.callsMs / IDEAL_MS) * 100)} %`,
				];
				log(`  ${row.join(', ')}`);
				rows.push(row);
			}
		} finally {
			await world.close();
		}
		return {
			title: `${EXECUTIONS} executions at once, in a running n8n`,
			notes: [
				`${EXECUTIONS} webhooks start one execution each, which makes one call. The limit is ${LIMIT.requests} requests per ${LIMIT.perMs / 1000} s in fixed windows. Measured once.`,
				`Retry On Fail: ${RETRIES.maxTries} attempts ${Number(RETRIES.waitBetweenTries) / 1000} s apart. Lost: nobody was called.`,
			],
			head: [
				...['Reported as', 'Node', 'Once', 'Twice', 'Lost', 'Executions that failed'],
				...['429s', '429s of all', 'Last call after s', 'Of ideal'],
			],
			rows,
		};
	},
};
