import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { NodeJson, WebhookNodeJson } from '../../playground/workflows';
import {
	CALL_ENDED,
	activate,
	saveWorkflow,
	talkoverTrigger,
	webhooksOfN8n,
} from '../../playground/workflows';
import type { World } from '../../playground/world';
import type { JsonObject } from '../../simulator/contract';
import { headersOf } from '../../simulator/deliveries/payload';
import { SEED } from '../../simulator/state';

/** The time that n8n may take to register its webhook. */
const READY_MS = 120_000;
const POLL_MS = 250;

/** A node that starts a workflow on an event, and where that workflow finds the phone number. */
export interface Starter {
	readonly name: string;
	readonly phone: string;
	readonly node: () => WebhookNodeJson;
	/** Whether the URL must be registered with Talkover separately. */
	readonly byHand: boolean;
}

export const TRIGGER: Starter = {
	name: 'Talkover Trigger',
	phone: '={{ $json.context.phone }}',
	node: talkoverTrigger,
	byHand: false,
};

export const WEBHOOK: Starter = {
	name: 'Webhook',
	phone: '={{ $json.body.context.phone }}',
	node: () => {
		const webhookId = randomUUID();
		return {
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId,
			parameters: { httpMethod: 'POST', path: webhookId, responseMode: 'onReceived' },
		};
	},
	byHand: true,
};

/** A setting of n8n that affects how many events it can handle. */
export interface N8nSetting {
	readonly name: string;
	readonly env: Readonly<Record<string, string>>;
}

export const N8N_SETTINGS: readonly N8nSetting[] = [
	{ name: 'default', env: {} },
	{ name: 'lazy', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
];

/** An active workflow that accepts events. */
export interface Launched {
	/** The ID of the workflow. */
	readonly id: string;
	/** Posts an event as Talkover does. */
	readonly post: (body: JsonObject) => Promise<Response>;
}

/** Activates a workflow with a starter and another node, and waits until n8n accepts events. */
export async function launch(world: World, starter: Starter, next: NodeJson): Promise<Launched> {
	const node = starter.node();
	const id = await saveWorkflow(world, [node, next], starter.name);
	await activate(world, id);
	if (starter.byHand) await register(world, node.webhookId);
	const webhook = () =>
		webhooksOfN8n(world.simulator).find(({ webhook_url: url }) =>
			String(url).includes(node.webhookId),
		);
	const post = async (body: JsonObject) => {
		const text = JSON.stringify(body);
		const headers = headersOf(webhook() ?? {}, text);
		return fetch(String(webhook()?.webhook_url), { method: 'POST', headers, body: text });
	};
	// n8n registers its webhook in the background.
	const accepts = async () =>
		webhook() !== undefined && (await post({ event: 'webhook.test', test: true })).ok;
	const deadline = Date.now() + READY_MS;
	while (!(await accepts())) {
		await delay(POLL_MS);
		if (Date.now() > deadline) throw new Error("n8n didn't register its webhook");
	}
	return { id, post };
}

/** Registers the URL of n8n's own Webhook node with Talkover, as a user would. */
async function register({ n8n, simulator }: World, path: string): Promise<void> {
	const { url, token } = simulator;
	const answer = await fetch(`${url}/agents/${SEED.salesAgentId}/webhooks`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
		body: JSON.stringify({
			name: 'n8n',
			webhook_url: `${n8n.url}/webhook/${path}`,
			events: [CALL_ENDED],
		}),
	});
	if (!answer.ok) throw new Error(`The simulator rejected the webhook (HTTP ${answer.status})`);
}
