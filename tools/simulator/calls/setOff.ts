import { setTimeout as delay } from 'node:timers/promises';

import type { JsonObject } from '../contract';
import { isLoopback } from '../deliveries/post';
import { SEED } from '../seeds/ids';
import { PLAIN } from '../http/serve';
import { DEFAULT_PORT } from '../simulator';

export interface CallToSetOff {
	/** The base URL of the simulator. */
	readonly url: string;
	readonly token: string;
	/** By default, an agent that has a webhook. */
	readonly agentId: string | undefined;
	readonly to: string;
	readonly context: unknown;
	readonly print: (line: string) => void;
}

/**
 * The command that makes a call in a simulator.
 *
 * @param url its base URL
 */
export function callCommand(url: string): string {
	const command = 'npm run simulator -- call';
	const port = Number(new URL(url).port);
	return port === DEFAULT_PORT ? command : `${command} --port ${port}`;
}

/** Milliseconds between two requests for the logs. */
const LOOK_EVERY = 250;

/** Makes a call through the API, and prints its deliveries until the call is over and all are delivered. */
export async function setOffCall({ url, token, agentId, to, context, print }: CallToSetOff) {
	const ask = askOf(url, token);
	const { id: agent, name, webhooks } = await chosenAgent(ask, agentId);
	const seen = new Set((await logsOf(ask, webhooks)).map(({ id }) => id));
	const call = (await ask('POST', `/agents/${agent}/call`, { to, context })) as JsonObject;
	print(
		`${name} calls ${to}, call ${String(call.id)}, with the context ${JSON.stringify(context)}`,
	);
	if (webhooks.length === 0) print('This agent has no enabled webhook, so nobody will be told.');
	for (let over = false; !over;) {
		await delay(LOOK_EVERY);
		// Requested before the logs, so that these include the deliveries at the end of the call.
		const ended = await isOver(ask, agent, to, call.id);
		const logs = (await logsOf(ask, webhooks)).reverse();
		for (const log of logs.filter(({ id, status }) => status !== 'pending' && !seen.has(id))) {
			seen.add(log.id);
			print(`  ${lineOf(log)}`);
		}
		over = ended && !logs.some(({ status }) => ['pending', 'retrying'].includes(String(status)));
	}
	print('The call is over.');
}

type Ask = (method: string, path: string, body?: JsonObject) => Promise<unknown>;

/** @returns the `data` of a response; undefined for a 404 */
function askOf(url: string, token: string): Ask {
	return async (method, path, body) => {
		const response = await fetch(url + path, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/json',
				[PLAIN]: 'yes',
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (response.status === 404 && method === 'GET') return undefined;
		const answer = (await response.json()) as JsonObject;
		if (!response.ok)
			throw new Error(
				`The simulator refused the request (HTTP ${response.status}): ${JSON.stringify(answer)}`,
			);
		return answer.data;
	};
}

interface ChosenAgent {
	readonly id: string;
	readonly name: string;
	/** The paths of the enabled webhooks. */
	readonly webhooks: readonly string[];
}

/** An agent with a webhook on this machine, otherwise one with any webhook, otherwise the sales agent. */
async function chosenAgent(ask: Ask, wanted: string | undefined): Promise<ChosenAgent> {
	const agents = (await ask('GET', '/agents?status=published&per_page=100')) as {
		id: string;
		name: string;
	}[];
	const published = await Promise.all(
		agents.map(async ({ id, name }) => {
			const path = `/agents/${id}/webhooks`;
			const { webhooks } = (await ask('GET', path)) as { webhooks: JsonObject[] };
			const enabled = webhooks.filter((webhook) => webhook.enabled === true);
			const isHere = enabled.some(({ webhook_url: to }) => isLoopback(String(to)));
			return { id, name, isHere, webhooks: enabled.map((each) => `${path}/${String(each.id)}`) };
		}),
	);
	const chosen =
		wanted === undefined
			? (published.find(({ isHere }) => isHere) ??
				published.find(({ webhooks }) => webhooks.length > 0) ??
				published.find(({ id }) => id === SEED.salesAgentId))
			: published.find(({ id }) => id === wanted);
	if (chosen) return chosen;
	throw new Error(`The simulator has no published agent ${wanted ?? ''}`);
}

async function logsOf(ask: Ask, webhooks: readonly string[]): Promise<JsonObject[]> {
	const lists = await Promise.all(webhooks.map((path) => ask('GET', `${path}/logs?per_page=100`)));
	return lists.flatMap((logs) => (logs ?? []) as JsonObject[]);
}

async function isOver(ask: Ask, agent: string, to: string, callId: unknown): Promise<boolean> {
	const active = await ask('GET', `/agents/${agent}/active-call/${encodeURIComponent(to)}`);
	return !((active ?? []) as JsonObject[]).some(({ id }) => id === callId);
}

interface ShownLog extends JsonObject {
	readonly http_status?: number;
	readonly error?: string;
}

function lineOf(log: ShownLog): string {
	const { event, attempt, status, http_status: answered, error, webhook_id: webhook } = log;
	const again = attempt === 1 ? '' : `, attempt ${String(attempt)}`;
	const outcome = [String(status), answered, error].filter((each) => each !== undefined).join(' ');
	return `${String(event)}${again}: ${outcome} (webhook ${String(webhook)})`;
}
