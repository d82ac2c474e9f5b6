import type { NodeJson } from '../../tools/playground/workflows';
import {
	activate,
	deactivate,
	executionsOf,
	lookUp,
	lookedUp,
	saveWorkflow,
	talkoverTrigger,
	webhooksOfN8n,
} from '../../tools/playground/workflows';
import type { JsonObject } from '../../tools/simulator/contract';
import { ended, post, registered, removeDuplicates } from '../support/realN8n/deliveries';
import { expect, test } from './fixtures';
import type { Instance } from './instance';
import type { QueueWorld } from './queueWorld';

/** Saves and activates a workflow that runs these nodes and looks up the person of each event. */
async function saveTrigger(world: QueueWorld, before: readonly NodeJson[] = []): Promise<string> {
	const nodes = [talkoverTrigger(), ...before, lookUp('={{ $json.context.phone }}')];
	const id = await saveWorkflow(world, nodes, 'Queue mode');
	await activate(world, id);
	return id;
}

/** The webhook, with the address of a single processor. */
function at({ url }: Instance, webhook: JsonObject): JsonObject {
	const { pathname } = new URL(String(webhook.webhook_url));
	return { ...webhook, webhook_url: `${url}${pathname}` };
}

test('six processes register one webhook, and deactivation none', async ({ world, simulator }) => {
	const id = await saveTrigger(world);
	const webhook = await registered(simulator);
	const people = ['+12125001111', '+12125002222', '+12125003333', '+12125004444'];

	for (const phone of people) expect((await post(webhook, {}, ended(phone))).status).toBe(200);

	await expect.poll(() => lookedUp(simulator).sort()).toEqual(people);
	expect(String(webhook.webhook_url)).toContain(world.webhookUrl);
	expect(webhooksOfN8n(simulator)).toHaveLength(1);
	await deactivate(world, id);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});

test('deliveries arrive while the main process is down', async ({ world, simulator }) => {
	const id = await saveTrigger(world);
	const webhook = await registered(simulator);
	const people = ['+12125001111', '+12125002222'];

	await world.main.stop();
	for (const phone of people) expect((await post(webhook, {}, ended(phone))).status).toBe(200);
	await expect.poll(() => lookedUp(simulator).sort()).toEqual(people);
	await world.main.start();

	await expect.poll(() => webhooksOfN8n(simulator).map((one) => one.id)).toEqual([webhook.id]);
	await expect(async () => deactivate(world, id)).toPass();
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});

test('only a repeat at the other processor starts the workflow', async ({ world, simulator }) => {
	const id = await saveTrigger(world);
	const webhook = await registered(simulator);
	const [first, second] = world.processors;
	const event = ended('+12125001111');

	const started: boolean[] = [];
	for (const processor of [first, first, second, second]) {
		const text = await (await post(at(processor, webhook), {}, event)).text();
		started.push(!text.includes('duplicate'));
	}

	expect(started).toEqual([true, false, true, false]);
	await expect.poll(() => lookedUp(simulator)).toEqual(['+12125001111', '+12125001111']);
	expect(await executionsOf(world, id)).toHaveLength(2);
	await deactivate(world, id);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});

test('Remove Duplicates discards a repeat at the other processor', async ({ world, simulator }) => {
	const id = await saveTrigger(world, removeDuplicates());
	const webhook = await registered(simulator);
	const [first, second] = world.processors;
	const event = ended('+12125005555');
	const statuses = async () => (await executionsOf(world, id)).map(({ status }) => status);

	await post(at(first, webhook), {}, event);
	await expect.poll(statuses).toEqual(['success']);
	await post(at(second, webhook), {}, event);
	await expect.poll(statuses).toEqual(['success', 'success']);

	expect(lookedUp(simulator)).toEqual(['+12125005555']);
	await deactivate(world, id);
	await expect.poll(() => webhooksOfN8n(simulator)).toEqual([]);
});
