import { randomInt } from 'node:crypto';

import { executionsOf, lookUp, lookedUp } from '../../tools/playground/workflows';
import {
	EACH_ONCE,
	REJECTED,
	contacts,
	failCallOnce,
	outcome,
	phones,
	saveCalls,
	savePosted,
} from '../support/realN8n/calls';
import { expect, test } from './fixtures';
import type { QueueWorld } from './queueWorld';

/** The statuses of a workflow's executions, latest first. */
async function statuses(world: QueueWorld, workflowId: string): Promise<string[]> {
	return (await executionsOf(world, workflowId)).map(({ status }) => status);
}

/** The names of the workers that started executions of a workflow, one per execution. */
async function workersOf(world: QueueWorld, workflowId: string): Promise<(string | undefined)[]> {
	const executions = await executionsOf(world, workflowId);
	const names = executions.map(({ id }) => world.workers.find((one) => one.hasBegun(id))?.name);
	return names.sort();
}

/** Occupies one free worker. @returns a function that releases it */
async function occupyWorker(world: QueueWorld): Promise<() => void> {
	const { simulator } = world;
	const phone = `+1213${randomInt(3_000_000, 9_000_000)}`;
	const release = simulator.hold({ when: ({ url }) => decodeURIComponent(url).endsWith(phone) });
	const { start } = await savePosted(world, [lookUp('={{ $json.body.phone }}')]);
	await start({ phone });
	await expect.poll(() => lookedUp(simulator)).toContain(phone);
	return release;
}

test('two executions on two workers make each of 300 calls once', async ({ world, simulator }) => {
	const numbers = phones(300);
	const { id, start } = await saveCalls(world);
	simulator.limit({ form: 'fixedWindow', requests: 50, perMs: 1000, headers: 'none' });
	const release = simulator.hold();

	await start(contacts(numbers.slice(0, 150)));
	await start(contacts(numbers.slice(150)));
	await expect.poll(async () => workersOf(world, id)).toEqual(['worker-1', 'worker-2']);
	release();

	await expect.poll(async () => statuses(world, id)).toEqual(['success', 'success']);
	expect(outcome(simulator, numbers)).toEqual(EACH_ONCE);
});

test('a manual retry on the other worker calls only the others', async ({ world, simulator }) => {
	const numbers = phones(60);
	const { id, start } = await saveCalls(world);
	failCallOnce(simulator, numbers[30], REJECTED);

	const releaseFirst = await occupyWorker(world);
	await start(contacts(numbers));
	await expect.poll(async () => statuses(world, id)).toEqual(['error']);
	const [failed] = await executionsOf(world, id);
	const releaseSecond = await occupyWorker(world);
	releaseFirst();
	await world.api.call('POST', `/executions/${String(failed?.id)}/retry`, { loadWorkflow: false });
	releaseSecond();

	expect(await statuses(world, id)).toEqual(['success', 'error']);
	await expect.poll(async () => workersOf(world, id)).toEqual(['worker-1', 'worker-2']);
	expect(outcome(simulator, numbers)).toEqual(EACH_ONCE);
});
