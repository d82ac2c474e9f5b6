import type { StoredExecution } from '../../playground/workflows';
import { activate, deactivate, executionsOf, webhooksOfN8n } from '../../playground/workflows';
import type { World } from '../../playground/world';
import { SEED } from '../../simulator/state';
import { expect, test } from './fixtures';
import { callTo } from './simulatedCalls';

const CALLS = 'Call a contact and wait for the result';
const RESUMES = 'A call has ended: go on with the execution that waits for it';

/** The latest execution of a workflow. */
async function latest(world: World, workflowId: string): Promise<StoredExecution | undefined> {
	return (await executionsOf(world, workflowId))[0];
}

async function callContact({ n8n }: World, phone: string): Promise<number> {
	const { status } = await fetch(`${n8n.url}/webhook/talkover-call-and-wait`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ phone, dealId: '42' }),
	});
	return status;
}

test('an execution waits for the end of a call, across a restart of n8n', async ({
	world,
	editor,
	simulator,
}) => {
	test.setTimeout(600_000);
	const calls = await editor.find(CALLS);
	const resumes = await editor.find(RESUMES);
	await activate(world, resumes);
	await activate(world, calls);
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(1);
	await expect.poll(async () => callContact(world, '+15550007777')).toBe(200);
	const id = await callTo(simulator, '+15550007777');
	await expect.poll(async () => (await latest(world, calls))?.status).toBe('waiting');

	await world.restart();
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(1);
	await simulator.play(id);

	await expect.poll(async () => (await latest(world, calls))?.status).toBe('success');
	const execution = (await latest(world, calls)) ?? { id: '' };
	const { data } = await world.api.call<{ data: string }>('GET', `/executions/${execution.id}`);
	expect(data).toContain('Update CRM Record');
	expect(data).toContain('event_phone_call_ended');
	expect(data).not.toContain('Create Task');
	await editor.open(calls);
	await editor.picture('wait', editor.page.locator('body'));
	await deactivate(world, calls);
	await deactivate(world, resumes);
});

/** The run data of the executions of a workflow that have ended, without earlier ones, as n8n stores it. */
async function endedRuns(
	world: World,
	workflowId: string,
	earlier: readonly StoredExecution[],
): Promise<string[]> {
	const known = new Set(earlier.map(({ id }) => id));
	const ended = (await executionsOf(world, workflowId)).filter(
		({ id, status }) => !known.has(id) && ['error', 'success'].includes(status),
	);
	return Promise.all(
		ended.map(async ({ id }) => {
			const { data } = await world.api.call<{ data: string }>('GET', `/executions/${id}`);
			return data;
		}),
	);
}

test('the workflow that resumes executions only sends requests to addresses of its own n8n where one waits', async ({
	world,
	editor,
	simulator,
}) => {
	const resumes = await editor.find(RESUMES);
	const earlier = await executionsOf(world, resumes);
	await activate(world, resumes);
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(1);
	const { url } = world.n8n;
	const addresses = [
		// An address of the simulator represents any other server.
		`${simulator.url}/health`,
		// These begin correctly and lead to other addresses of n8n.
		`${url}/webhook-waiting/../healthz`,
		`${url}/webhook-waiting/%2e%2e/healthz`,
		`${url}/webhook-waiting/1/../../webhook/talkover-call-and-wait`,
	];

	for (const resumeUrl of addresses) {
		const { data } = (await (
			await fetch(`${simulator.url}/agents/${SEED.salesAgentId}/call`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${simulator.token}`,
					'content-type': 'application/json',
				},
				body: JSON.stringify({ to: '+15550008888', context: { resumeUrl } }),
			})
		).json()) as { data: { id: string } };
		await simulator.play(data.id);
	}

	await expect
		.poll(async () => (await endedRuns(world, resumes, earlier)).length)
		.toBe(addresses.length);
	for (const data of await endedRuns(world, resumes, earlier)) {
		expect(data).toContain('Only This n8n');
		expect(data).not.toContain('Go On');
	}
	expect(simulator.requests.filter(({ url: path }) => path.endsWith('/health'))).toEqual([]);
	await deactivate(world, resumes);
});
