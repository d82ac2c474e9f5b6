import type { StoredExecution } from '../../tools/playground/workflows';
import { executionsOf, retryExecution } from '../../tools/playground/workflows';
import type { PostedWorkflow } from '../support/realN8n/calls';
import {
	EACH_ONCE,
	callCount,
	contacts,
	outcome,
	phones,
	saveCalls,
} from '../support/realN8n/calls';
import { expect, test } from './fixtures';
import type { Instance } from './instance';
import type { QueueWorld } from './queueWorld';

const PEOPLE = phones(60);
const CALLED_BEFORE = 20;

/** An execution whose worker was killed. */
interface Crash {
	readonly workflow: PostedWorkflow;
	readonly executionId: string;
	readonly worker: Instance;
}

/** An execution in the middle of its calls, with Talkover's responses held back. */
interface HalfDone extends Crash {
	readonly release: () => void;
}

/** Calls 60 people, and stops in the middle. */
async function beginCalls(world: QueueWorld): Promise<HalfDone> {
	const { simulator, workers } = world;
	const workflow = await saveCalls(world);
	const release = simulator.hold({
		operationId: 'makeCall',
		when: () => callCount(simulator) >= CALLED_BEFORE,
	});
	await workflow.start(contacts(PEOPLE));
	await expect.poll(() => callCount(simulator)).toBeGreaterThanOrEqual(CALLED_BEFORE);
	const executionId = (await latest(world, workflow))?.id ?? '';
	const ofExecution = () => workers.find((one) => one.hasBegun(executionId));
	await expect.poll(ofExecution).toBeDefined();
	return { workflow, executionId, worker: ofExecution() ?? workers[0], release };
}

/** Calls 60 people, and kills the worker in the middle. Talkover makes the calls that it has received by then. */
async function crashInTheMiddle(world: QueueWorld): Promise<Crash> {
	const { release, ...crash } = await beginCalls(world);
	await crash.worker.kill();
	release();
	return crash;
}

async function latest(
	world: QueueWorld,
	{ id }: PostedWorkflow,
): Promise<StoredExecution | undefined> {
	return (await executionsOf(world, id))[0];
}

/** Checks that n8n lost the contacts, and that a retry sends nothing. */
async function expectNothingLeft(world: QueueWorld, { executionId }: Crash): Promise<void> {
	const { api, simulator } = world;
	const { data } = await api.call<{ data: string }>('GET', `/executions/${executionId}`);
	expect(data).toContain('This execution failed to be processed too many times');
	expect(data).not.toContain(PEOPLE[0]);
	const before = simulator.requests.length;
	await retryExecution(world, executionId);
	expect(simulator.requests).toHaveLength(before);
}

test('a retry calls each of 60 people once after a worker died', async ({ world, simulator }) => {
	const { workflow, executionId, worker } = await crashInTheMiddle(world);
	// The worker finds the execution in its event log.
	await worker.start();
	await expect.poll(async () => (await latest(world, workflow))?.status).toBe('crashed');

	await retryExecution(world, executionId);

	expect(await latest(world, workflow)).toMatchObject({ mode: 'retry', status: 'success' });
	expect(outcome(simulator, PEOPLE)).toEqual(EACH_ONCE);
});

test('each of 60 people is called once if the main process dies', async ({ world, simulator }) => {
	const { workflow, release } = await beginCalls(world);

	await world.main.kill();
	await world.main.start();
	release();

	await expect.poll(async () => (await latest(world, workflow))?.status).toBe('success');
	expect(outcome(simulator, PEOPLE)).toEqual(EACH_ONCE);
});

test("n8n erases a killed worker's execution, so a retry calls nobody", async ({ world }) => {
	const crash = await crashInTheMiddle(world);

	// The lock of the worker's job expires, so n8n's queue discards the job.
	await world.expireLocks();
	await expect.poll(async () => (await latest(world, crash.workflow))?.status).toBe('error');

	await expectNothingLeft(world, crash);
	await crash.worker.start();
});
