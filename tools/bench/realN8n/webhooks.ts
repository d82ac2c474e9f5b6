import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import type { NodeJson } from '../../playground/workflows';
import { activate, deactivate, saveWorkflow } from '../../playground/workflows';
import type { World } from '../../playground/world';
import { changeToken } from '../../playground/world';
import type { RateLimitOptions } from '../../simulator/http/rateLimit';
import type { Contender, NodeSettings } from '../contenders/contenders';
import { itemsFor } from '../contenders/contenders';
import { httpRequestNode } from '../contenders/httpRequestNode';
import { HTTP_REQUEST } from '../processes/job';

/** How long n8n may take to accept an event. It answers with a 404 until it has published the webhook. */
const ACCEPTED_WITHIN_MS = 300_000;
const POLL_MS = 1_000;
/** Longer than any wait for the limit. n8n on a busy machine leaves some executions without an end. */
const QUIET_MS = 180_000;
/** The most webhooks that are posted at the same time, unless all have to wait. */
const POSTED_AT_ONCE = 50;
/** How n8n answers until it has published the webhook. */
const NOT_FOUND = 404;

/** Many webhooks that start one execution with one item each. */
export interface Webhooks {
	readonly count: number;
	readonly contender: Contender;
	readonly settings?: NodeSettings;
	/** Default: none */
	readonly limit?: RateLimitOptions;
	/** Talkover rejects everything with a 429 until this many executions are running. Default: 0 */
	readonly waiting?: number;
}

/** What became of the calls that these executions were to make. */
export interface WebhooksRun {
	readonly once: number;
	readonly twice: number;
	readonly lost: number;
	/** Executions that failed. */
	readonly failed: number;
	/** Requests for calls since Talkover accepts them, and those that got a 429. */
	readonly requests: number;
	readonly rejected: number;
	/** Milliseconds from the first of these requests to the last call. */
	readonly callsMs: number;
	/** Milliseconds that n8n took at most to answer a webhook. */
	readonly slowestAnswerMs: number;
	/** How much memory n8n's process needed at most, and before, in bytes. */
	readonly peakBytes: number;
	readonly idleBytes: number;
}

/** Posts the webhooks, and waits until all executions have ended. */
export async function runWebhooks(world: World, what: Webhooks): Promise<WebhooksRun> {
	const { simulator } = world;
	simulator.reset();
	// A new token, so that nothing applies that n8n remembers of the last run.
	await changeToken(world);
	simulator.limit(what.limit);
	const path = randomUUID();
	const id = await saveWorkflow(world, nodesOf(world, what, path), what.contender.name);
	await activate(world, id);
	const idleBytes = memoryOf(world, 'VmRSS');
	writeFileSync(`/proc/${world.n8n.pid}/clear_refs`, RESET_PEAK);
	const items = itemsFor(what.count);
	const open = close(world, what);
	// n8n answers a webhook only when its execution begins.
	const atOnce = what.waiting === undefined ? POSTED_AT_ONCE : what.count;
	const answered = postAll(`${world.n8n.url}/webhook/${path}`, items, atOnce);
	const running = async () => (await count(world, id, ['running'])) ?? 0;
	while (what.waiting !== undefined && (await running()) < what.waiting) await delay(POLL_MS);
	const before = open();
	const answersMs = await answered;
	const isQuiet = () => Date.now() - (simulator.requests.at(-1)?.receivedAt ?? NaN) > QUIET_MS;
	const unfinished = ['new', 'running', 'waiting'];
	while ((await count(world, id, unfinished)) !== 0 && !isQuiet()) await delay(POLL_MS);
	const peakBytes = memoryOf(world, 'VmHWM');
	const failed = (await count(world, id, ['error', 'crashed', 'canceled'])) ?? NaN;
	await deactivate(world, id);
	const requests = simulator.requests
		.slice(before)
		.filter(({ operationId }) => operationId === 'makeCall');
	const made = requests.filter(({ status }) => status === 200);
	const times = new Map<unknown, number>();
	for (const { body } of made) {
		const { to } = body as { to: string };
		times.set(to, (times.get(to) ?? 0) + 1);
	}
	const startedAt = requests[0]?.receivedAt ?? NaN;
	const counts = items.map(({ phone }) => times.get(phone) ?? 0);
	return {
		once: counts.filter((calls) => calls === 1).length,
		twice: counts.filter((calls) => calls > 1).length,
		lost: counts.filter((calls) => calls === 0).length,
		requests: requests.length,
		rejected: requests.filter(({ status }) => status === 429).length,
		callsMs: (made.at(-1)?.receivedAt ?? NaN) - startedAt,
		slowestAnswerMs: Math.max(...answersMs),
		...{ failed, peakBytes, idleBytes },
	};
}

/** Makes Talkover reject everything. @returns ends that, and returns how many requests there were */
function close({ simulator }: World, { waiting }: Webhooks): () => number {
	let isClosed = waiting !== undefined;
	simulator.fail({
		when: () => isClosed,
		fault: { kind: 'answer', status: 429, headers: { 'Retry-After': '5' }, body: {} },
	});
	return () => {
		const { length } = simulator.requests;
		const before = isClosed ? length : 0;
		isClosed = false;
		return before;
	};
}

/** What Linux takes as the command to forget the peak of a process's memory (`man 5 proc`). */
const RESET_PEAK = '5';

/** The resident memory of n8n's process: now, or its peak. */
export function memoryOf({ n8n }: World, what: 'VmHWM' | 'VmRSS'): number {
	const status = readFileSync(`/proc/${n8n.pid}/status`, 'utf8');
	return Number(new RegExp(`^${what}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
}

function nodesOf(
	{ simulator, credential }: World,
	{ contender, settings }: Webhooks,
	path: string,
): NodeJson[] {
	const { type, parameters } = contender.node('makeCall', simulator.url);
	const webhook = {
		...{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path },
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
	};
	const version = type === HTTP_REQUEST ? { typeVersion: httpRequestNode().version } : {};
	// The item is the body of the webhook.
	const fromBody = JSON.stringify(parameters).replaceAll('$json.', '$json.body.');
	const call = {
		...{ name: contender.name, type, ...version, ...settings },
		parameters: JSON.parse(fromBody) as object,
		credentials: { talkoverApi: credential },
	};
	return [webhook, call];
}

/** @returns the milliseconds until n8n answered, by webhook */
export async function postAll(
	url: string,
	items: readonly object[],
	atOnce: number,
): Promise<readonly number[]> {
	const left = [...items];
	const answersMs: number[] = [];
	const postNext = async (): Promise<void> => {
		for (let item = left.shift(); item; item = left.shift()) answersMs.push(await post(url, item));
	};
	await Promise.all(Array.from({ length: atOnce }, postNext));
	return answersMs;
}

/** Posts a webhook until n8n knows it. @returns the milliseconds until it answered */
async function post(url: string, item: object): Promise<number> {
	const deadline = Date.now() + ACCEPTED_WITHIN_MS;
	const headers = { 'content-type': 'application/json' };
	while (Date.now() < deadline) {
		const postedAt = Date.now();
		const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(item) });
		await answer.arrayBuffer();
		// After another error, n8n may have begun an execution.
		if (answer.status !== NOT_FOUND) return Date.now() - postedAt;
		await delay(POLL_MS);
	}
	throw new Error("n8n doesn't accept the webhooks");
}

/** The number of executions with one of these statuses; undefined while n8n's database is too busy to tell. */
export async function count(
	{ api }: World,
	workflowId: string,
	status: readonly string[],
): Promise<number | undefined> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
	return api.call<{ count: number }>('GET', `/executions?filter=${filter}`).then(
		(answer) => answer.count,
		() => undefined,
	);
}
