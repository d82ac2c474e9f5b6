import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect } from '@playwright/test';

import type { NodeJson } from '../../../tools/playground/workflows';
import { CALL_ENDED, webhooksOfN8n } from '../../../tools/playground/workflows';
import type { JsonObject } from '../../../tools/simulator/contract';
import type { Simulator } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';

const ONCE = path.join(__dirname, '../../../examples/call-ended-once.json');

/** Waits until n8n, which publishes in the background, accepts deliveries at its webhook. */
export async function registered(simulator: Simulator): Promise<JsonObject> {
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(1);
	const [webhook = {}] = webhooksOfN8n(simulator);
	await expect
		.poll(async () => (await post(webhook, {}, { event: 'webhook.test', test: true })).status)
		.toBe(200);
	return webhook;
}

/** Posts an event as Talkover does; `headers` replace the correct ones. */
export async function post(
	webhook: JsonObject,
	headers: Record<string, string>,
	body: JsonObject,
): Promise<Response> {
	return postBytes(webhook, 'application/json', headers, Buffer.from(JSON.stringify(body)));
}

/** @param type the content type; if it's empty, none is sent */
export async function postBytes(
	webhook: JsonObject,
	type: string,
	headers: Record<string, string>,
	body: Uint8Array<ArrayBuffer>,
): Promise<Response> {
	const custom = webhook.custom_headers as { key: string; value: string }[];
	const own = Object.fromEntries(custom.map(({ key, value }) => [key, value]));
	const contentType = type === '' ? {} : { 'content-type': type };
	return fetch(String(webhook.webhook_url), {
		method: 'POST',
		headers: { ...contentType, ...own, ...headers },
		body,
	});
}

/** The Remove Duplicates node from its example, which compares the deliveryKey. */
export function removeDuplicates(): NodeJson[] {
	const example = JSON.parse(readFileSync(ONCE, 'utf8')) as { nodes: NodeJson[] };
	return example.nodes.filter(({ name }) => name === 'Remove Repeated Events');
}

/** The end of a call of the sales agent. */
export const ended = (phone: string, call: string = randomUUID()) => ({
	event: CALL_ENDED,
	agent_id: SEED.salesAgentId,
	call_id: call,
	duration: 42,
	context: { phone },
});
