import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

import type { NodeJson } from '../../../tools/playground/workflows';
import {
	changeNode,
	deactivate,
	executionsOf,
	retryExecution,
} from '../../../tools/playground/workflows';
import type { World } from '../../../tools/playground/world';
import type { Fault, LoggedRequest } from '../../../tools/simulator/http/faults';
import type { Simulator } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';
import type { PostedWorkflow } from '../../support/realN8n/calls';
import {
	REJECTED,
	TALKOVER,
	contacts,
	failCallOnce,
	phones,
	saveCalls,
} from '../../support/realN8n/calls';
import type { Crm, Posted } from '../support/crm';
import { postTo } from '../support/crm';
import { expect, test } from '../support/fixtures';

/** Each retry waits a minute for Talkover's lists; otherwise, the limit only stops a test that hangs. */
const LIMIT_MS = 900_000;
const PEOPLE = 60;
const DONE_BEFORE = 30;
/** The maximum number of requests of a retry in addition to the remaining creations and their checks. */
const FURTHER_REQUESTS = 5;

/** What a workflow does for each of 60 people: call them, or create an agent that is named after their number. */
interface Variant {
	readonly name: string;
	/** Default: false */
	readonly skipIfActive?: boolean;
	/** Settings of the node. Its parameters replace those of Call: Make. */
	readonly settings?: (agentId: string) => Partial<NodeJson>;
	/** The fault that one creation of the retry meets once. Default: none */
	readonly fault?: Fault;
	/** Whether the workflow has another agent before the retry. */
	readonly changesAgent?: true;
	/** Polls for the end of the calls that the retry finds at once, during the minute in which it waits for the list. */
	readonly polls?: number;
	/** What the item of a person has besides the ID. */
	readonly item: (person: string) => object;
}

const placed = (to: string) => ({ to, placed: true });

/** A call takes so long that it certainly began after its request, so that it's found. */
const LOST: Fault = { kind: 'resetAfter', workMs: 4_000 };

const CALLS = [true, false].flatMap((skipIfActive): Variant[] => {
	const skip = `Skip If on a Call ${skipIfActive ? 'on' : 'off'}`;
	return [
		{
			...{ name: `${skip}, Retry On Fail`, skipIfActive, item: placed, fault: REJECTED },
			settings: () => ({ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }),
		},
		{
			...{ name: `${skip}, Continue`, skipIfActive, item: placed, fault: LOST },
			settings: () => ({ onError: 'continueRegularOutput' }),
		},
	];
});

const OTHERS: readonly Variant[] = [
	{ name: 'another agent', changesAgent: true, item: placed },
	{
		name: 'Make and Wait',
		polls: 8,
		settings: (agentId) => ({
			parameters: {
				...{ resource: 'call', operation: 'makeAndWait', agentId: chosen(agentId) },
				...{
					phone: '={{ $json.phone }}',
					rules: { skipIfActive: false },
					options: { callsAtOnce: 100 },
				},
			},
		}),
		item: (to) => ({ ...placed(to), ended: true, status: 'completed' }),
	},
	{
		name: 'Agent: Create',
		settings: () => ({
			parameters: { resource: 'agent', operation: 'create', name: '={{ $json.phone }}' },
		}),
		item: (name) => ({ name }),
	},
];

function chosen(id: string) {
	return { __rl: true, mode: 'id', value: id };
}

/** A workflow with its own people and its own agent, which posts the items to the CRM. */
interface Run extends Variant {
	readonly people: readonly string[];
	readonly agentId: string;
	readonly workflow: PostedWorkflow;
}

/** Saves the workflows of these variants. */
async function save(world: World, crm: Crm, variants: readonly Variant[]): Promise<Run[]> {
	const runs = variants.map(async (variant, index) => {
		const agentId = addAgent(world.simulator);
		const { skipIfActive, settings } = variant;
		const options = { agentId, skipIfActive, settings: settings?.(agentId), then: postTo(crm) };
		const workflow = await saveCalls({ ...world, webhookUrl: world.n8n.url }, options);
		return { ...variant, people: phones(PEOPLE, index * PEOPLE), agentId, workflow };
	});
	return Promise.all(runs);
}

/** Adds a published agent without calls. @returns its ID */
function addAgent({ state: { agents } }: Simulator): string {
	const [model] = agents.filter(({ id }) => id === SEED.salesAgentId);
	if (!model) throw new Error('The simulator has no sales agent');
	const id = randomUUID();
	agents.push({ ...model, id });
	return id;
}

/** What a run has created: for whom, and with which ID. */
function createdBy({ state }: Simulator, { people }: Run) {
	const agents = state.agents.map(({ id, name }) => ({ id, person: name }));
	const calls = state.calls.map(({ id, to }) => ({ id, person: to }));
	return [...agents, ...calls].filter(({ person }) => people.includes(person));
}

const isCreation = ({ operationId }: Pick<LoggedRequest, 'operationId'>) =>
	operationId === 'makeCall' || operationId === 'createAgent';

const isOf =
	({ agentId, people }: Run) =>
	({ url, body }: Pick<LoggedRequest, 'body' | 'url'>) => {
		const { name = '' } = (body ?? {}) as { name?: string };
		return url.includes(agentId) || people.includes(name);
	};

const isUnanswered = ({ status }: LoggedRequest) => status === undefined;

const wentWrong = (request: LoggedRequest) =>
	isCreation(request) && ((request.status ?? 0) >= 400 || request.answeredAt === undefined);

/**
 * Starts the runs, and kills n8n while each of them is in the middle of its items and waits for responses.
 * Talkover does what it was asked to by then.
 */
async function endInTheMiddle(
	simulator: Simulator,
	runs: readonly Run[],
	end: () => Promise<void>,
): Promise<void> {
	const isHalfDone = (run: Run) => createdBy(simulator, run).length >= DONE_BEFORE;
	let hasEnded = false;
	const release = simulator.hold({
		when: (request) =>
			!hasEnded && isCreation(request) && runs.some((run) => isOf(run)(request) && isHalfDone(run)),
	});
	for (const { workflow, people } of runs) await workflow.start(contacts(people));
	const waiting = () => simulator.requests.filter(isUnanswered);
	const inTheMiddle = () =>
		runs.filter((run) => isHalfDone(run) && waiting().some(isOf(run))).map(({ name }) => name);
	await expect
		.poll(inTheMiddle, 'runs that are in the middle of their items')
		.toEqual(runs.map(({ name }) => name));
	await end();
	hasEnded = true;
	release();
	await expect.poll(() => waiting().length, 'requests that Talkover works on').toBe(0);
}

/** Ends calls of a run. */
async function endCalls(
	{ state, play }: Simulator,
	{ people }: Run,
	which: (index: number) => boolean = () => true,
): Promise<void> {
	const calls = state.calls.filter(({ to }) => people.includes(to));
	for (const [index, { id, status }] of calls.entries()) {
		if (status !== 'completed' && which(index)) await play(id, 'completed');
	}
}

/** Resolves once n8n shows that the run's execution crashed. @returns its ID */
async function crashed(world: World, { workflow, name }: Run): Promise<string> {
	const latest = async () => (await executionsOf(world, workflow.id))[0];
	await expect.poll(async () => (await latest())?.status, name).toBe('crashed');
	return (await latest())?.id ?? '';
}

/** Retries an interrupted run as a user does, and ends the calls that it waits for. */
async function retryToEnd(world: World, run: Run, executionId: string): Promise<void> {
	const { simulator } = world;
	const { changesAgent, workflow } = run;
	if (changesAgent) {
		await changeNode(world, workflow.id, TALKOVER, { agentId: chosen(addAgent(simulator)) });
	}
	const endAllCalls = async () => {
		const isComplete = () => createdBy(simulator, run).length >= PEOPLE;
		await expect.poll(isComplete, { message: run.name, timeout: LIMIT_MS }).toBe(true);
		await endCalls(simulator, run);
	};
	const from = changesAgent ? 'saved' : 'original';
	await Promise.all([retryExecution(world, executionId, from), endAllCalls()]);
}

/** Retries an interrupted run, and checks that everything has been done once, with few requests. */
async function retry(world: World, crm: Crm, run: Run, executionId: string): Promise<void> {
	const { simulator } = world;
	const { name, people, workflow, skipIfActive, fault, polls = 0, item } = run;
	const left = PEOPLE - createdBy(simulator, run).length;
	const before = simulator.requests.length;
	if (fault) failCallOnce(simulator, people.at(-1), fault);

	await retryToEnd(world, run, executionId);

	const [latest] = await executionsOf(world, workflow.id);
	expect.soft(latest, `${name}: the retry`).toMatchObject({ mode: 'retry', status: 'success' });
	const created = createdBy(simulator, run);
	expect.soft(created.map(({ person }) => person).sort(), `${name}: people`).toEqual(people);
	const requests = simulator.requests.slice(before).filter(isOf(run));
	expect.soft(requests.filter(wentWrong).length, `${name}: what went wrong`).toBe(fault ? 1 : 0);
	const limit = left + (skipIfActive ? left : 0) + polls + FURTHER_REQUESTS;
	expect.soft(requests.length, `${name}: requests of the retry`).toBeLessThanOrEqual(limit);
	const posted = (crm.results as readonly Posted[]).find((one) => one.workflowId === workflow.id);
	const idOf = (wanted: string) => created.find(({ person }) => person === wanted)?.id;
	const items = people.map((person) => ({ ...item(person), id: idOf(person) }));
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
	for (const run of runs) await endCalls(simulator, run, (index) => index % 2 === 0);
	const executions = await Promise.all(runs.map(async (run) => crashed(world, run)));
	await Promise.all(
		runs.map(async (run, index) => retry(world, crm, run, executions[index] ?? '')),
	);
	for (const { workflow } of runs) await deactivate(world, workflow.id);
}

test('a retry after kill -9 does everything once', async ({ world, crm }) => {
	test.setTimeout(LIMIT_MS);

	await endAndRetry(world, crm, [...CALLS, ...OTHERS], () => world.n8n.kill());
});

test('a retry after SIGTERM with a grace period that is too short for 60 calls calls each person once', async ({
	world,
	crm,
}) => {
	test.setTimeout(LIMIT_MS);
	await world.restart({ N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '1' });

	await endAndRetry(world, crm, CALLS.slice(0, 1), async () => {
		await world.n8n.stop();
		expect(readFileSync(world.n8n.logFile, 'utf8')).toContain('Shutdown timed out');
	});
});
