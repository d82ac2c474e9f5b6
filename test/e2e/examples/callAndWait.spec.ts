import type { World } from '../../../tools/playground/world';
import { webhooksOfN8n } from '../../../tools/playground/workflows';
import { SEED } from '../../../tools/simulator/state';
import { callRequests, callTo, makeCall } from '../support/simulatedCalls';
import type { ExamplePage, ImportedExample } from './support/examplePage';
import { chosenAgent } from '../support/chosenAgent';
import { expect, test } from './support/fixtures';
import { deliver, nthExecution, storeAndPublish, unpublishAll } from './support/production';
import { ownCrm } from './services/ownCrm';

const CALLS = 'call-and-wait.json';
const RESUMES = 'resume-when-call-ended.json';
/** The header that the CRM sends. */
const SECRET = { name: 'X-Talkover-Secret', value: 'a-secret-of-the-user' };
const WEEKLY = 'Every Sunday Night';

/** An ID that would add a field to the result if texts were joined to JSON. */
const DEAL = 'D-42", "status": "won';

const ANSWERS = '+14155550100';

/** Publishes the workflow that resumes executions. */
async function publishResuming(world: World, example: ExamplePage): Promise<ImportedExample> {
	const imported = await storeAndPublish(world, example, RESUMES, {
		parameters: { 'Call Ended': { agentIds: [SEED.salesAgentId] } },
	});
	await expect.poll(() => webhooksOfN8n(world.simulator).length).toBe(1);
	return imported;
}

/** Publishes the workflow that calls. */
async function publishCalling(world: World, example: ExamplePage): Promise<ImportedExample> {
	return storeAndPublish(world, example, CALLS, {
		parameters: { 'Call the Contact': { agentId: chosenAgent() } },
		credentials: [{ type: 'httpHeaderAuth', data: SECRET, nodes: ['Contact From the CRM'] }],
		keep: [WEEKLY],
	});
}

/** Posts an event as the CRM does. */
async function send(world: World, calling: ImportedExample, event: object): Promise<void> {
	await deliver(world, calling, event, { headers: { [SECRET.name]: SECRET.value } });
}

test.afterEach(async ({ world }) => unpublishAll(world));

test('a restart of n8n ends no wait of calls', async ({ world, example, internet, simulator }) => {
	test.setTimeout(600_000);
	const crm = internet.play(ownCrm());
	await publishResuming(world, example);
	const calling = await publishCalling(world, example);
	await send(world, calling, { eventId: 'E-1', dealId: DEAL, phone: '+1 (415) 555-0100' });
	const id = await callTo(simulator, ANSWERS);
	await nthExecution(world, calling, 1, 'waiting');

	await world.restart();
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(1);
	await simulator.play(id);

	await nthExecution(world, calling, 1);
	expect(crm.results).toEqual([
		{ dealId: DEAL, callId: id, status: 'completed', durationSeconds: 45 },
	]);
});

test('an event leads to one call until history is empty', async ({ world, example, simulator }) => {
	const calling = await publishCalling(world, example);
	const event = { eventId: 'E-2', dealId: 'D-43', phone: ANSWERS };

	await send(world, calling, event);
	await nthExecution(world, calling, 1, 'waiting');
	await simulator.play(await callTo(simulator, ANSWERS));
	await send(world, calling, event);
	const repeated = await nthExecution(world, calling, 2);
	expect(repeated.items('Each Event Once')).toEqual([]);
	await send(world, calling, { ...event, eventId: 'E-3', phone: SEED.busyPhone });
	await nthExecution(world, calling, 3);
	expect(callRequests(simulator)).toHaveLength(1);

	await calling.run(WEEKLY);

	expect(callRequests(simulator)).toHaveLength(1);
	// Another number, because the node itself doesn't call the same one again within a minute.
	await send(world, calling, { ...event, phone: '+1 (415) 555-0101' });
	await nthExecution(world, calling, 5, 'waiting');
	expect(callRequests(simulator)).toHaveLength(2);
});

test('an event without the secret header calls nobody', async ({ world, example, simulator }) => {
	const calling = await publishCalling(world, example);
	const event = { eventId: 'E-5', dealId: 'D-45', phone: ANSWERS };

	await deliver(world, calling, event, { status: 403 });
	await deliver(world, calling, event, { status: 403, headers: { [SECRET.name]: 'another' } });

	await send(world, calling, event);
	await nthExecution(world, calling, 1, 'waiting');
	expect(callRequests(simulator)).toHaveLength(1);
});

test('only executions that wait in this n8n are resumed', async ({ world, example, simulator }) => {
	const resuming = await publishResuming(world, example);
	// n8n doesn't write its own addresses with 127.0.0.1, and others are rejected whatever their path is.
	const url = world.n8n.url.replace('127.0.0.1', 'localhost');
	const addresses = [
		'https://n8n.example.com/webhook-waiting/1',
		// These begin correctly and lead to other addresses of n8n.
		`${url}/webhook-waiting/../healthz`,
		`${url}/webhook-waiting/%2e%2e/healthz`,
		`${url}/webhook-waiting/1/../../webhook/call-contacts`,
		`${url}/webhook-waiting/../healthz?attempt=1`,
	];

	for (const [index, address] of addresses.entries()) {
		await simulator.play(await makeCall(simulator, '+12125008888', { resumeUrl: address }));

		// A request to another server is one to a stranger, which fails the test.
		const execution = await nthExecution(world, resuming, index + 1);
		expect(execution.items('Call Ended'), address).toHaveLength(1);
		expect(execution.items('Only This n8n Instance') ?? [], address).toEqual([]);
	}
});
