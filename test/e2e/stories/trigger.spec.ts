import { gzipSync } from 'node:zlib';

import {
	activate,
	deactivate,
	executionsOf,
	lookUp,
	lookedUp,
	talkoverTrigger,
	webhooksOfN8n,
} from '../../../tools/playground/workflows';
import {
	ended,
	post,
	postBytes,
	registered,
	removeDuplicates,
} from '../../support/realN8n/deliveries';
import type { EditorPage } from '../support/editorPage';
import { expect, test } from '../support/fixtures';
import { makeCall } from '../support/simulatedCalls';

/** Saves a workflow that looks up the person of each event with a request to the simulator. */
async function save(editor: EditorPage): Promise<string> {
	return editor.save([talkoverTrigger(), lookUp('={{ $json.context.phone }}')]);
}

test('the end of a call starts the workflow', async ({ world, editor, simulator }) => {
	const id = await save(editor);
	await activate(world, id);
	await registered(simulator);

	const call = await makeCall(simulator, '+12125009999', { phone: '+12125001111' });
	await simulator.play(call);

	await expect.poll(() => lookedUp(simulator)).toEqual(['+12125001111']);
	await editor.open(id);
	await editor.node('Talkover Trigger').dblclick();
	await expect(editor.parameter('events')).toContainText('Phone Call Ended');
	await deactivate(world, id);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});

test('a restart of n8n leaves one webhook that works', async ({ world, editor, simulator }) => {
	test.setTimeout(240_000);
	const person = lookUp('={{ $json.context.phone }}');
	const id = await editor.save([talkoverTrigger(), ...removeDuplicates(), person]);
	await activate(world, id);
	const before = await registered(simulator);
	const first = ended('+12125005555');
	const executed = async () =>
		(await executionsOf(world, id)).filter(({ status }) => status === 'success').length;
	await post(before, {}, first);
	await expect.poll(executed).toBe(1);

	await world.restart();
	const after = await registered(simulator);
	expect(after.id).toBe(before.id);
	// n8n responds with a 503 while its database is too busy.
	await expect(async () => {
		expect(await (await post(after, {}, first)).json()).toEqual({ taken: true, started: true });
	}).toPass();
	await expect.poll(executed).toBe(2);
	await post(after, {}, ended('+12125006666'));
	await expect.poll(executed).toBe(3);

	expect(lookedUp(simulator)).toEqual(['+12125005555', '+12125006666']);
	await deactivate(world, id);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});

test('the trigger reads bodies of any content type', async ({ world, editor, simulator }) => {
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
	const [{ key = '' } = {}] = webhook.custom_headers as Record<string, string>[];
	expect((await post(webhook, { [key]: 'wrong' }, ended('+12125003333'))).status).toBe(401);
	const event = ended('+12125002222');
	const pair = await Promise.all([post(webhook, {}, event), post(webhook, {}, event)]);
	expect(pair.map(({ status }) => status)).toEqual([200, 200]);

	const phones = [...deliveries.map(({ phone }) => phone), '+12125002222'];
	await expect.poll(() => lookedUp(simulator).sort()).toEqual(phones.sort());
	await deactivate(world, id);
});
