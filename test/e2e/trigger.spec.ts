import { gzipSync } from 'node:zlib';

import {
	activate,
	deactivate,
	lookUp,
	lookedUp,
	talkoverTrigger,
	webhooksOfN8n,
} from '../../playground/workflows';
import type { World } from '../../playground/world';
import type { JsonObject } from '../../simulator/contract';
import type { Simulator } from '../../simulator/simulator';
import { SEED } from '../../simulator/state';
import {
	ended,
	post,
	postBytes,
	registered,
	removeDuplicates,
} from '../support/realN8n/deliveries';
import type { EditorPage } from './support/editorPage';
import { expect, test } from './support/fixtures';

/** Saves a workflow that looks up the person of each event with a request to the simulator. */
async function save(editor: EditorPage): Promise<string> {
	return editor.save([talkoverTrigger(), lookUp('={{ $json.context.phone }}')]);
}

/** Waits until n8n has executed a workflow this many times. */
async function executed({ api }: World, id: string, times: number): Promise<void> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: ['success'] }));
	const count = async () => {
		return (await api.call<{ count: number }>('GET', `/executions?filter=${filter}`)).count;
	};
	await expect.poll(count).toBe(times);
}

/**
 * Delivers an event as Talkover does, with a retry if n8n rejects it: n8n responds with a 503 while its
 * database is too busy.
 *
 * @returns n8n's response
 */
async function deliver(webhook: JsonObject, body: JsonObject): Promise<string> {
	let text = '';
	await expect(async () => {
		const answer = await post(webhook, {}, body);
		text = await answer.text();
		expect(answer.status, text).toBe(200);
	}).toPass();
	return text;
}

/** Lets an agent call somebody. Returns the ID of the call. */
async function call({ url, token }: Simulator, context: JsonObject): Promise<string> {
	const answer = await fetch(`${url}/agents/${SEED.salesAgentId}/call`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ to: '+12125009999', context }),
	});
	const { data } = (await answer.json()) as { data: { id: string } };
	return data.id;
}

test('the end of a call starts the workflow with its context, and deactivation leaves no webhook', async ({
	world,
	editor,
	simulator,
}) => {
	const id = await save(editor);
	await activate(world, id);
	await registered(simulator);

	await simulator.play(await call(simulator, { phone: '+12125001111' }));

	await expect.poll(() => lookedUp(simulator)).toEqual(['+12125001111']);
	await editor.page.goto(`/workflow/${id}/executions`);
	await expect(editor.page.getByTestId('execution-preview-label')).toContainText('Succeeded');
	await editor.open(id);
	await editor.node('Talkover Trigger').dblclick();
	await expect(editor.parameter('events')).toContainText('Phone Call Ended');
	await editor.picture('trigger');
	await deactivate(world, id);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});

test('a delivery without the secret starts nothing', async ({ world, editor, simulator }) => {
	const id = await save(editor);
	await activate(world, id);
	const webhook = await registered(simulator);
	const [{ key = '', value = '' } = {}] = webhook.custom_headers as Record<string, string>[];
	const genuine = ended('+12125002222');

	const attacks = [
		{ [key]: '' },
		{ [key]: 'wrong' },
		{ [key]: value.slice(0, -1) },
		{ [key]: `${value}0` },
		{ [key]: value.toUpperCase() },
	];
	for (const headers of attacks) {
		expect((await post(webhook, headers, ended('+12125003333'))).status).toBe(401);
	}
	const first = await post(webhook, {}, genuine);
	const replayed = await post(webhook, {}, genuine);

	expect([first.status, replayed.status]).toEqual([200, 200]);
	await expect.poll(() => lookedUp(simulator)).toEqual(['+12125002222']);
	await deactivate(world, id);
});

test('a restart of n8n leaves an active workflow with one working webhook', async ({
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
	await post(after, {}, ended('+12125004444'));

	expect(after.id).toBe(before.id);
	await expect.poll(() => lookedUp(simulator)).toEqual(['+12125004444']);
	await deactivate(world, id);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});

test("Remove Duplicates recognizes a repeat by its deliveryKey after a restart of n8n has cleared the trigger's memory", async ({
	world,
	editor,
	simulator,
}) => {
	test.setTimeout(240_000);
	const once = removeDuplicates();
	const id = await editor.save([talkoverTrigger(), ...once, lookUp('={{ $json.context.phone }}')]);
	await activate(world, id);
	const first = ended('+12125005555');
	const started = JSON.stringify({ taken: true, started: true });
	expect(await deliver(await registered(simulator), first)).toBe(started);
	await expect.poll(() => lookedUp(simulator)).toEqual(['+12125005555']);

	await world.restart();
	const webhook = await registered(simulator);
	expect(await deliver(webhook, first)).toBe(started);
	await executed(world, id, 2);
	expect(await deliver(webhook, ended('+12125006666'))).toBe(started);
	await executed(world, id, 3);

	expect(lookedUp(simulator)).toEqual(['+12125005555', '+12125006666']);
	await deactivate(world, id);
});

test('n8n passes bodies of any content type to the trigger, compressed or not, except multipart forms', async ({
	world,
	editor,
	simulator,
}) => {
	const id = await save(editor);
	await activate(world, id);
	const webhook = await registered(simulator);
	const types = [
		'application/json; charset=utf-8',
		'application/vnd.api+json',
		'application/x-www-form-urlencoded',
		'application/octet-stream',
		'multipart/mixed; boundary=b',
		'text/plain',
		'',
	];
	const deliveries = types.flatMap((type, index) =>
		[false, true].map((zipped) => ({
			type,
			zipped,
			phone: `+1212500${7000 + 2 * index + Number(zipped)}`,
		})),
	);

	for (const { type, zipped, phone } of deliveries) {
		const body = Buffer.from(JSON.stringify(ended(phone)));
		const headers: Record<string, string> = zipped ? { 'content-encoding': 'gzip' } : {};
		const answer = await postBytes(webhook, type, headers, zipped ? gzipSync(body) : body);
		expect([type, zipped, answer.status]).toEqual([type, zipped, 200]);
	}
	const form = 'multipart/form-data; boundary=b';
	const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';
	expect((await postBytes(webhook, form, {}, Buffer.from(part))).status).toBe(400);

	const phones = deliveries.map(({ phone }) => phone);
	await expect.poll(() => lookedUp(simulator).sort()).toEqual(phones.sort());
	await deactivate(world, id);
});

test('sixty events that each arrive twice at the same time start the workflow once each', async ({
	world,
	editor,
	simulator,
}) => {
	// Nothing here waits for a clock; the limit only stops a test that hangs.
	test.setTimeout(900_000);
	const id = await save(editor);
	await activate(world, id);
	const webhook = await registered(simulator);
	const phones = Array.from({ length: 60 }, (_, index) => `+1213${String(5_000_000 + index)}`);
	const before = simulator.requests.length;

	const answers = await Promise.all(
		phones.map(async (phone) => {
			const event = ended(phone);
			return Promise.all([deliver(webhook, event), deliver(webhook, event)]);
		}),
	);
	await simulator.received(before + phones.length);
	await expect(async () => deactivate(world, id)).toPass();

	const duplicate = JSON.stringify({ taken: true, started: false, reason: 'duplicate' });
	for (const pair of answers) expect(pair.filter((text) => text === duplicate)).toHaveLength(1);
	expect(lookedUp(simulator).sort()).toEqual(phones);
});
