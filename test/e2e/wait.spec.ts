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

test('the workflow that resumes executions only sends requests to its own n8n', async ({
	world,
	editor,
	simulator,
}) => {
	const resumes = await editor.find(RESUMES);
	await activate(world, resumes);
	await expect.poll(() => webhooksOfN8n(simulator).length).toBe(1);
	// An address of the simulator represents any other server.
	const resumeUrl = `${simulator.url}/health`;
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

	await expect.poll(async () => (await latest(world, resumes))?.status).toBe('success');
	expect(simulator.requests.filter(({ url }) => url.endsWith('/health'))).toEqual([]);
	await deactivate(world, resumes);
});
