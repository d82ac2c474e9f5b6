import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

import type { NodeJson } from '../../playground/workflows';
import { deactivate, executionsOf, retryExecution } from '../../playground/workflows';
import type { World } from '../../playground/world';
import type { Fault, LoggedRequest } from '../../simulator/faults';
import type { Simulator } from '../../simulator/simulator';
import { SEED } from '../../simulator/state';
import type { PostedWorkflow } from '../support/realN8n/calls';
import {
	EACH_ONCE,
	REJECTED,
	contacts,
	failCallOnce,
	outcome,
	phones,
	saveCalls,
} from '../support/realN8n/calls';
import type { Crm } from './support/crm';
import { expect, test } from './support/fixtures';

const PEOPLE = 60;
const CALLED_BEFORE = 30;
/** The maximum number of requests of a retry in addition to the remaining calls and their checks. */
const FURTHER_REQUESTS = 5;

interface Variant {
	readonly name: string;
	readonly skipIfActive: boolean;
	readonly settings: Partial<NodeJson>;
	/** The fault that one call of the retry meets once. */
	readonly fault: Fault;
}

const VARIANTS = [true, false].flatMap((skipIfActive): Variant[] => {
	const skip = `Skip If on a Call ${skipIfActive ? 'on' : 'off'}`;
	return [
		{
			name: `${skip}, Retry On Fail`,
			skipIfActive,
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			fault: REJECTED,
		},
		{
			name: `${skip}, Continue`,
			skipIfActive,
			settings: { onError: 'continueRegularOutput' },
			fault: { kind: 'resetAfter' },
		},
	];
});

/** A workflow that calls 60 people with its own agent, and posts the items to the CRM. */
interface Run extends Variant {
	readonly people: readonly string[];
	readonly agentId: string;
	readonly workflow: PostedWorkflow;
}

/** The data that a run posts to the CRM at its end. */
interface Posted {
	readonly workflowId: string;
	readonly items: readonly object[];
}

/** Saves the workflows of these variants. */
async function save(world: World, crm: Crm, variants: readonly Variant[]): Promise<Run[]> {
	const runs = variants.map(async (variant, index) => {
		const agentId = addAgent(world.simulator);
		const then = postTo(crm);
		const options = { ...variant, agentId, then };
		const workflow = await saveCalls({ ...world, webhookUrl: world.n8n.url }, options);
		return { ...variant, people: phones(PEOPLE, index * PEOPLE), agentId, workflow };
	});
	return Promise.all(runs);
}

function postTo(crm: Crm): NodeJson[] {
	return [
		{
			name: 'Aggregate',
			type: 'n8n-nodes-base.aggregate',
			parameters: { aggregate: 'aggregateAllItemData', options: {} },
		},
		{
			name: 'CRM',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: crm.url,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ { workflowId: $workflow.id, items: $json.data } }}',
			},
		},
	];
}

/** Adds a published agent without calls. @returns its ID */
function addAgent({ state: { agents } }: Simulator): string {
	const [model] = agents.filter(({ id }) => id === SEED.salesAgentId);
	if (!model) throw new Error('The simulator has no sales agent');
	const id = randomUUID();
	agents.push({ ...model, id });
	return id;
}

function callsOf({ state }: Simulator, { agentId }: Run) {
	return state.calls.filter(({ agent_id: id }) => id === agentId);
}

const isOf =
	({ agentId }: Run) =>
	({ url }: LoggedRequest) =>
		url.includes(agentId);

const isUnanswered = ({ status }: LoggedRequest) => status === undefined;

const wentWrong = ({ operationId, status, answeredAt }: LoggedRequest) =>
	operationId === 'makeCall' && (status !== 200 || answeredAt === undefined);

/**
 * Starts the runs, and kills n8n while each of them is in the middle of its calls and waits for responses.
 * Talkover makes the calls that it has received by then.
 */
async function endInTheMiddle(
	simulator: Simulator,
	runs: readonly Run[],
	end: () => Promise<void>,
): Promise<void> {
	const isHalfDone = (run: Run) => callsOf(simulator, run).length >= CALLED_BEFORE;
	let hasEnded = false;
	const release = simulator.hold({
		operationId: 'makeCall',
		when: (request) => !hasEnded && runs.some((run) => isHalfDone(run) && isOf(run)(request)),
	});
	for (const { workflow, people } of runs) await workflow.start(contacts(people));
	const waiting = () => simulator.requests.filter(isUnanswered);
	const inTheMiddle = () =>
		runs.filter((run) => isHalfDone(run) && waiting().some(isOf(run))).map(({ name }) => name);
	await expect
		.poll(inTheMiddle, 'runs that are in the middle of their calls')
		.toEqual(runs.map(({ name }) => name));
	await end();
	hasEnded = true;
	release();
	await expect.poll(() => waiting().length, 'requests that Talkover works on').toBe(0);
}

/** Ends every second call of a run. */
async function endCalls(simulator: Simulator, run: Run): Promise<void> {
	for (const [index, { id }] of callsOf(simulator, run).entries()) {
		if (index % 2 === 0) await simulator.play(id, 'completed');
	}
}

/** Resolves once n8n shows that the run's execution crashed. @returns its ID */
async function crashed(world: World, { workflow, name }: Run): Promise<string> {
	const latest = async () => (await executionsOf(world, workflow.id))[0];
	await expect.poll(async () => (await latest())?.status, name).toBe('crashed');
	return (await latest())?.id ?? '';
}

/** Retries an interrupted run, and checks that everyone has been called once, with few requests. */
async function retry(world: World, crm: Crm, run: Run, executionId: string): Promise<void> {
	const { simulator } = world;
	const { name, people, workflow, skipIfActive, fault } = run;
	const left = PEOPLE - callsOf(simulator, run).length;
	const before = simulator.requests.length;
	failCallOnce(simulator, people.at(-1), fault);

	await retryExecution(world, executionId);

	const [latest] = await executionsOf(world, workflow.id);
	expect.soft(latest, `${name}: the retry`).toMatchObject({ mode: 'retry', status: 'success' });
	expect.soft(outcome(simulator, people), `${name}: people`).toEqual(EACH_ONCE);
	const requests = simulator.requests.slice(before).filter(isOf(run));
	expect.soft(requests.filter(wentWrong).length, `${name}: calls that went wrong`).toBe(1);
	const limit = left + (skipIfActive ? left : 0) + FURTHER_REQUESTS;
	expect.soft(requests.length, `${name}: requests of the retry`).toBeLessThanOrEqual(limit);
	const posted = (crm.results as readonly Posted[]).find((one) => one.workflowId === workflow.id);
	const idOf = (phone: string) => callsOf(simulator, run).find(({ to }) => to === phone)?.id;
	const items = people.map((to) => ({ to, id: idOf(to), placed: true }));
	expect.soft(posted?.items, `${name}: items`).toMatchObject(items);
}

/** Ends n8n in the middle of the runs, restarts it, and retries all of them. */
async function endAndRetry(
	world: World,
	crm: Crm,
	variants: readonly Variant[],
	end: () => Promise<void>,
): Promise<void> {
	const { simulator } = world;
	const runs = await save(world, crm, variants);
	await endInTheMiddle(simulator, runs, end);
	await world.restart();
	await Promise.all(runs.map(async (run) => endCalls(simulator, run)));
	const executions = await Promise.all(runs.map(async (run) => crashed(world, run)));
	await Promise.all(
		runs.map(async (run, index) => retry(world, crm, run, executions[index] ?? '')),
	);
	for (const { workflow } of runs) await deactivate(world, workflow.id);
}

test('a retry after kill -9 in the middle of 60 calls calls each person once, with Skip If on a Call enabled and disabled, Retry On Fail and Continue', async ({
	world,
	crm,
}) => {
	// Nothing here waits for a clock; the limit only stops a test that hangs.
	test.setTimeout(900_000);

	await endAndRetry(world, crm, VARIANTS, () => world.n8n.kill());
});

test('a retry after SIGTERM with a grace period that is too short for 60 calls calls each person once', async ({
	world,
	crm,
}) => {
	test.setTimeout(900_000);
	await world.restart({ N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '1' });

	await endAndRetry(world, crm, VARIANTS.slice(0, 1), async () => {
		await world.n8n.stop();
		expect(readFileSync(world.n8n.logFile, 'utf8')).toContain('Shutdown timed out');
	});
});
