import { parseArgs } from 'node:util';

import { ENDINGS } from './calls/outcomes';
import type { JsonObject } from './contract';
import { isLoopback } from './deliveries/post';
import { BASE_PATH, PLAIN } from './http/serve';
import { SEED } from './seeds/ids';
import { DEFAULT_PORT, DEFAULT_TOKEN } from './simulator';

const HELP = `npm run simulator -- call [options]: makes a call in a running simulator

  --agent     the ID of the agent; by default one with a webhook on this machine
  --outcome   completed (default), ${Object.keys(ENDINGS).join(', ')}
  --to        the number to call; it determines the outcome, so use only one of the two options
  --context   the context that the call's events contain, as JSON
  --port      the simulator's port, ${DEFAULT_PORT} by default
  --token     the simulator's token, if it isn't the default`;

/**
 * `npm run simulator -- call`: makes a call in the simulator of the playground or of `npm run simulator`.
 *
 * @throws Error with a message for the terminal
 */
export async function makeCall(args: string[]): Promise<void> {
	const { values } = parseArgs({
		args,
		options: {
			agent: { type: 'string' },
			outcome: { type: 'string', default: 'completed' },
			to: { type: 'string' },
			context: { type: 'string', default: '{"contact_id":"1001","source":"simulator"}' },
			port: { type: 'string', default: String(DEFAULT_PORT) },
			token: { type: 'string', default: DEFAULT_TOKEN },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(HELP);
		return;
	}
	const made = await setOffCall({
		url: `http://127.0.0.1:${values.port}${BASE_PATH}`,
		token: values.token,
		agentId: values.agent,
		to: values.to ?? numberFor(values.outcome),
		context: JSON.parse(values.context) as unknown,
	}).catch((error: unknown) => {
		const { cause } = error as Error & { cause?: { code?: string } };
		throw cause?.code === 'ECONNREFUSED'
			? new Error('No simulator is running on this port. Start one: npm run simulator')
			: error;
	});
	console.log(made);
}

function numberFor(outcome: string): string {
	const endings: Readonly<Record<string, string>> = { completed: '5550100', ...ENDINGS };
	const ending = endings[outcome];
	if (ending === undefined)
		throw new Error(`--outcome must be one of ${Object.keys(endings).join(', ')}`);
	return `+1212${ending}`;
}

interface CallToSetOff {
	/** The base URL of the simulator. */
	readonly url: string;
	readonly token: string;
	/** By default, an agent that has a webhook on this machine. */
	readonly agentId: string | undefined;
	readonly to: string;
	readonly context: unknown;
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

/** Makes a call through the API. @returns what to print about it */
export async function setOffCall({ url, token, agentId, to, context }: CallToSetOff) {
	const ask = askOf(url, token);
	const { id: agent, name, webhooks } = await chosenAgent(ask, agentId);
	const call = (await ask('POST', `/agents/${agent}/call`, { to, context })) as JsonObject;
	const receivers =
		webhooks.length === 0
			? 'This agent has no enabled webhook, so nobody will be told.'
			: `Its events are sent to ${webhooks.join(', ')}.`;
	return `${name} calls ${to}, call ${String(call.id)}, with the context ${JSON.stringify(context)}. ${receivers}`;
}

type Ask = (method: string, path: string, body?: JsonObject) => Promise<unknown>;

/** @returns the `data` of a response */
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
	/** The addresses of the enabled webhooks. */
	readonly webhooks: readonly string[];
}

/** The requested agent, otherwise one with a webhook on this machine, otherwise the sales agent. */
async function chosenAgent(ask: Ask, wanted: string | undefined): Promise<ChosenAgent> {
	const agents = (await ask('GET', '/agents?status=published&per_page=100')) as {
		id: string;
		name: string;
	}[];
	const published = await Promise.all(
		agents.map(async ({ id, name }) => {
			const { webhooks } = (await ask('GET', `/agents/${id}/webhooks`)) as {
				webhooks: { enabled: boolean; webhook_url: string }[];
			};
			const enabled = webhooks.filter((webhook) => webhook.enabled);
			return { id, name, webhooks: enabled.map(({ webhook_url: address }) => address) };
		}),
	);
	const chosen =
		wanted === undefined
			? (published.find(({ webhooks }) => webhooks.some(isLoopback)) ??
				published.find(({ id }) => id === SEED.salesAgentId))
			: published.find(({ id }) => id === wanted);
	if (chosen) return chosen;
	throw new Error(`The simulator has no published agent ${wanted ?? ''}`);
}
