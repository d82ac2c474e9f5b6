import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../../simulator/contract';
import type { Simulator } from '../../simulator/simulator';
import { SEED } from '../../simulator/state';
import type { EditorPage } from './editorPage';
import type { World } from './fixtures';
import { expect, test } from './fixtures';

interface StoredWorkflow {
	readonly versionId: string;
}

/** A workflow that looks up, for each event, who is on the phone with the agent: that is seen from outside. */
async function save(editor: EditorPage): Promise<string> {
	return editor.save([
		{
			name: 'Talkover Trigger',
			type: 'n8n-nodes-talkover.talkoverTrigger',
			webhookId: randomUUID(),
			parameters: {
				source: 'agent',
				agentIds: [SEED.salesAgentId],
				events: ['event_phone_call_ended'],
			},
		},
		{
			name: 'Look Up',
			type: 'n8n-nodes-talkover.talkover',
			parameters: {
				resource: 'call',
				operation: 'getActive',
				agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
				phone: '={{ $json.context.phone }}',
			},
		},
	]);
}

async function activate({ api }: World, id: string): Promise<void> {
	const { versionId } = await api.call<StoredWorkflow>('GET', `/workflows/${id}`);
	await api.call('POST', `/workflows/${id}/activate`, { versionId });
}

/** The webhooks that n8n has made in Talkover. */
function webhooks({ state }: Simulator): JsonObject[] {
	return state.webhooks.filter(({ webhook_url: url }) => String(url).includes('/webhook/'));
}

/** Waits until n8n has made its webhook, and takes deliveries: it publishes in the background. */
async function registered(simulator: Simulator): Promise<JsonObject> {
	await expect.poll(() => webhooks(simulator).length).toBe(1);
	const [webhook = {}] = webhooks(simulator);
	await expect
		.poll(async () => (await post(webhook, {}, { event: 'webhook.test', test: true })).status)
		.toBe(200);
	return webhook;
}

/** What Talkover sends to a webhook, with these headers in place of the right ones if need be. */
async function post(
	webhook: JsonObject,
	headers: Record<string, string>,
	body: JsonObject,
	timeoutMs = 60_000,
) {
	const custom = webhook.custom_headers as { key: string; value: string }[];
	const own = Object.fromEntries(custom.map(({ key, value }) => [key, value]));
	return fetch(String(webhook.webhook_url), {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...own, ...headers },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(timeoutMs),
	});
}

const ended = (phone: string, call = randomUUID()) => ({
	event: 'event_phone_call_ended',
	agent_id: SEED.salesAgentId,
	call_id: call,
	duration: 42,
	context: { phone },
});

/** Has an agent call somebody; gives the ID of the call. */
async function call({ url, token }: Simulator, context: JsonObject): Promise<string> {
	const answer = await fetch(`${url}/agents/${SEED.salesAgentId}/call`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ to: '+15550009999', context }),
	});
	const { data } = (await answer.json()) as { data: { id: string } };
	return data.id;
}

/** Talkover's own defaults, and a pause between the tries, which is not documented. */
const TRIES = 4;
const TIMEOUT_MS = 30_000;
const PAUSE_MS = 10_000;

/** A delivery as Talkover makes it: what is not taken in time is sent again. @returns how often it was sent */
async function deliver(webhook: JsonObject, body: JsonObject): Promise<number> {
	for (let tries = 1; ; tries++) {
		const answer = await post(webhook, {}, body, TIMEOUT_MS).catch(() => undefined);
		if (answer?.ok || tries === TRIES) return tries;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}

/** The numbers that workflows have looked up. */
function lookedUp({ requests }: Simulator): string[] {
	return requests
		.filter(({ operationId }) => operationId === 'getActiveCall')
		.map(({ url }) => decodeURIComponent(url.split('/').at(-1) ?? ''));
}

test('a call that ends starts the workflow with its context; switched off, no webhook is left', async ({
	world,
	editor,
	simulator,
}) => {
	const id = await save(editor);
	await activate(world, id);
	await registered(simulator);

	await simulator.play(await call(simulator, { phone: '+15550001111' }));

	await expect.poll(() => lookedUp(simulator)).toEqual(['+15550001111']);
	await editor.page.goto(`/workflow/${id}/executions`);
	await expect(editor.page.getByTestId('execution-preview-label')).toContainText('Succeeded');
	await editor.open(id);
	await editor.node('Talkover Trigger').dblclick();
	await expect(editor.parameter('events')).toContainText('Phone Call Ended');
	await editor.picture('trigger');
	await world.api.call('POST', `/workflows/${id}/deactivate`, {});
	await expect.poll(() => webhooks(simulator)).toEqual([]);
});

test('who does not have the secret starts nothing', async ({ world, editor, simulator }) => {
	const id = await save(editor);
	await activate(world, id);
	const webhook = await registered(simulator);
	const [{ key = '', value = '' } = {}] = webhook.custom_headers as Record<string, string>[];
	const genuine = ended('+15550002222');

	const attacks = [
		{ [key]: '' },
		{ [key]: 'wrong' },
		{ [key]: value.slice(0, -1) },
		{ [key]: `${value}0` },
		{ [key]: value.toUpperCase() },
	];
	for (const headers of attacks) {
		expect((await post(webhook, headers, ended('+15550003333'))).status).toBe(401);
	}
	const first = await post(webhook, {}, genuine);
	const replayed = await post(webhook, {}, genuine);

	expect([first.status, replayed.status]).toEqual([200, 200]);
	await expect.poll(() => lookedUp(simulator)).toEqual(['+15550002222']);
	await world.api.call('POST', `/workflows/${id}/deactivate`, {});
});

test('n8n is restarted while the workflow is on: there is still one webhook, and it works', async ({
	world,
	editor,
	simulator,
}) => {
	test.setTimeout(240_000);
	const id = await save(editor);
	await activate(world, id);
	const before = await registered(simulator);

	await world.restart();
	const after = await registered(simulator);
	await post(after, {}, ended('+15550004444'));

	expect(after.id).toBe(before.id);
	await expect.poll(() => lookedUp(simulator)).toEqual(['+15550004444']);
	await world.api.call('POST', `/workflows/${id}/deactivate`, {});
	await expect.poll(() => webhooks(simulator)).toEqual([]);
});

test('a thousand events in ten seconds each start the workflow once', async ({
	world,
	editor,
	simulator,
}) => {
	test.setTimeout(300_000);
	const id = await save(editor);
	await activate(world, id);
	const webhook = await registered(simulator);
	const phones = Array.from({ length: 1000 }, (_, index) => `+1555${String(1_000_000 + index)}`);

	const started = performance.now();
	const deliveries = await Promise.all(
		phones.map(async (phone, index) => {
			await new Promise((resolve) => setTimeout(resolve, index * 10));
			const sent = performance.now();
			const tries = await deliver(webhook, ended(phone));
			return { tries, ms: performance.now() - sent };
		}),
	);
	await expect
		.poll(() => new Set(lookedUp(simulator)).size, { timeout: 240_000 })
		.toBe(phones.length);

	// For the record only: how fast n8n is depends on the machine.
	const times = deliveries.map(({ ms }) => ms).sort((a, b) => a - b);
	const seconds = (ms = 0) => `${(ms / 1000).toFixed(1)} s`;
	const again = deliveries.filter(({ tries }) => tries > 1).length;
	console.info(
		`taken after ${seconds(times[500])} (median), ${seconds(times[950])} (95 %); sent again: ${again}; all done after ${seconds(performance.now() - started)}`,
	);
	await world.api.call('POST', `/workflows/${id}/deactivate`, {});
	expect(lookedUp(simulator).sort()).toEqual(phones);
});
