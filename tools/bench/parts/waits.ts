import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { NodeJson } from '../../playground/workflows';
import { activate, saveWorkflow } from '../../playground/workflows';
import type { World } from '../../playground/world';
import { changeToken, startWorld } from '../../playground/world';
import { itemsFor, talkover } from '../contenders/contenders';
import type { Part } from '../part';
import { format } from '../part';
import { count, memoryOf, postAll, runWebhooks } from '../realN8n/webhooks';

const EXECUTIONS = 200;
/** Enough for n8n to have loaded everything. */
const WARM_UP = 50;
const POSTED_AT_ONCE = 50;
const POLL_MS = 1_000;
/** Time for V8 to collect what the last executions left. */
const SETTLED_MS = 30_000;
const MEGABYTE = 1e6;

const TALKOVER = 'n8n-nodes-talkover.talkover';

/** A way to wait for the end of a call. */
interface Way {
	readonly name: string;
	/** The nodes behind the webhook. */
	readonly nodes: readonly NodeJson[];
	/** The status of an execution that waits. */
	readonly status: string;
}

function call(operation: string): NodeJson {
	const agentId = { __rl: true, mode: 'id', value: '={{ $json.body.agentId }}' };
	const phone = '={{ $json.body.phone }}';
	const parameters = { resource: 'call', operation, agentId, phone };
	return { name: 'Call', type: TALKOVER, parameters };
}

/** The last two nodes aren't reached, because no call ends while n8n is measured. */
const WAYS: readonly Way[] = [
	{ name: 'Make and Wait', nodes: [call('makeAndWait')], status: 'running' },
	{
		name: 'Make, Wait (10 minutes), Get',
		nodes: [
			call('make'),
			{
				...{ name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1 },
				parameters: { amount: 10, unit: 'minutes' },
			},
			{
				...{ name: 'Get', type: TALKOVER },
				parameters: { resource: 'call', operation: 'get', callId: '={{ $json.id }}' },
			},
		],
		status: 'waiting',
	},
];

/** n8n's engines for expressions, the default first. */
const ENGINES = ['vm', 'legacy'];

/** The memory of executions that wait for a call, in a real n8n. Measured once. */
export const waits: Part = {
	id: 'waits',
	run: async ({ log }) => {
		const rows: string[][] = [];
		for (const engine of ENGINES) {
			for (const way of WAYS) {
				const row = await measure(way, engine);
				log(`  ${row.join(', ')}`);
				rows.push(row);
			}
		}
		return {
			title: 'Memory of executions that wait for a call, in a running n8n',
			notes: [
				`${EXECUTIONS} webhooks start one execution each, whose call doesn't end. Memory of n8n ${SETTLED_MS / 1000} s after all wait, and before. Measured once.`,
			],
			head: [
				...['Way', 'Engine', 'Executions', 'Memory MB', 'Before MB', 'MB per execution'],
				'All wait after s',
			],
			rows,
		};
	},
};

async function measure({ name, nodes, status }: Way, engine: string): Promise<string[]> {
	const world = await startWorld({ env: { N8N_EXPRESSION_ENGINE: engine } });
	try {
		await runWebhooks(world, { count: WARM_UP, contender: talkover() });
		world.simulator.reset();
		// With a new one, nothing applies that n8n remembers of the warm-up.
		await changeToken(world);
		const path = randomUUID();
		const webhook = {
			...{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path },
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
		};
		const id = await saveWorkflow(world, [webhook, ...nodes], name);
		await activate(world, id);
		const before = await settledMemory(world);
		const startedAt = Date.now();
		await postAll(`${world.n8n.url}/webhook/${path}`, itemsFor(EXECUTIONS), POSTED_AT_ONCE);
		while (!(await allWait(world, id, status))) await delay(POLL_MS);
		const seconds = (Date.now() - startedAt) / 1000;
		const memory = await settledMemory(world);
		return [
			...[name, engine, format(EXECUTIONS)],
			...[memory, before].map((bytes) => format(bytes / MEGABYTE)),
			...[format((memory - before) / MEGABYTE / EXECUTIONS, 2), format(seconds)],
		];
	} finally {
		// It would give the executions time to end.
		await world.n8n.kill();
		await world.close();
	}
}

/** The resident memory of n8n when V8 has collected most of what it can. */
async function settledMemory(world: World): Promise<number> {
	await delay(SETTLED_MS);
	return memoryOf(world, 'VmRSS');
}

/** Whether all executions wait for calls that have been made. */
async function allWait(world: World, id: string, status: string): Promise<boolean> {
	const made = world.simulator.requests.filter(
		(request) => request.operationId === 'makeCall' && request.status === 200,
	);
	return made.length >= EXECUTIONS && (await count(world, id, [status])) === EXECUTIONS;
}
