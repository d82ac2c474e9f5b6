import { deactivate, executionsOf } from '../../../tools/playground/workflows';
import type { Posted } from '../support/crm';
import { postTo } from '../support/crm';
import { contacts, phones, saveCalls } from '../../support/realN8n/calls';
import { SEED } from '../../../tools/simulator/state';
import type { EditorPage } from '../support/editorPage';
import { chosenAgent } from '../support/chosenAgent';
import { expect, test } from '../support/fixtures';

const NAMES = Array.from({ length: 8 }, (_, index) => `agent ${index}`);
const NOT_THIS_ONE = { success: false, message: 'Not this one.' };

/** Stores a workflow that creates eight agents. @returns its ID */
async function store(editor: EditorPage): Promise<string> {
	const jsonOutput = JSON.stringify({ deals: NAMES.map((name) => ({ name })) });
	return editor.save([
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
		{
			name: 'Deals',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput },
		},
		{ name: 'Split', type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: 'deals' } },
		{
			name: 'Talkover',
			type: 'n8n-nodes-talkover.talkover',
			parameters: { resource: 'agent', operation: 'create', name: '={{ $json.name }}' },
		},
	]);
}

test('a manual retry on the canvas creates nothing twice', async ({ world, editor, simulator }) => {
	const before = simulator.state.agents.length;
	simulator.answer(422, NOT_THIS_ONE, {
		times: 1,
		when: ({ body }) => JSON.stringify(body ?? {}).includes('agent 5'),
	});
	const id = await store(editor);
	await editor.open(id);

	await editor.page.getByTestId('execute-workflow-button').click();
	await expect(editor.page.getByText('Not this one. [item 5]').first()).toBeVisible();
	await editor.retryLatest(id);

	// Lists count only 60 s after a retry began.
	await expect(editor.page.getByText('Retry successful')).toBeVisible({ timeout: 90_000 });
	expect((await executionsOf(world, id))[0]).toMatchObject({ mode: 'retry', status: 'success' });
	const created = simulator.state.agents.slice(before).map(({ name }) => name);
	expect(created.sort()).toEqual(NAMES);
});

test('the panel makes a call, but not to a person on a call', async ({ editor, simulator }) => {
	await editor.openPanel({
		resource: 'call',
		operation: 'make',
		agentId: chosenAgent(SEED.salesAgentId),
		phone: '+1 (212) 500-1111',
		variables: { variable: [{ name: 'customer_name', value: 'Ana' }] },
	});
	simulator.fail({
		times: 1,
		operationId: 'makeCall',
		fault: { kind: 'answer', status: 429, headers: { 'Retry-After': '2' }, body: NOT_THIS_ONE },
	});

	await editor.execute();
	await expect(editor.output).toContainText('initiated');
	await expect(editor.output).toContainText("Waited 2 s for Talkover's rate limit");
	await editor.execute();
	await expect(editor.output).toContainText('false');

	const calls = simulator.requests.filter(({ operationId }) => operationId === 'makeCall');
	expect(calls.map(({ status }) => status)).toEqual([429, 200]);
	expect(calls.at(-1)?.body).toMatchObject({
		to: '+12125001111',
		payload: { customer_name: 'Ana' },
	});
	expect(simulator.state.calls.filter(({ to }) => to === '+12125001111')).toHaveLength(1);
});

test('a webhook that fires twice makes one call per contact', async ({ world, crm, simulator }) => {
	const people = phones(20);
	const options = { skipIfActive: true, then: postTo(crm) };
	const { id, start } = await saveCalls({ ...world, webhookUrl: world.n8n.url }, options);
	// No call is answered before all 20 are requested, so that executions overlap.
	const release = simulator.hold({ operationId: 'makeCall' });
	const requested = () =>
		simulator.requests.filter(({ operationId }) => operationId === 'makeCall').length;

	await Promise.all(people.flatMap((phone) => [phone, phone]).map((to) => start(contacts([to]))));
	await expect.poll(requested).toBe(20);
	release();

	await expect.poll(() => crm.results.length).toBe(40);
	const items = (crm.results as readonly Posted[]).flatMap((posted) => posted.items);
	const itemsOf = (phone: string) =>
		items.filter(({ to }) => to === phone).sort((a, b) => Number(b.placed) - Number(a.placed));
	const idOf = (phone: string) => simulator.state.calls.find(({ to }) => to === phone)?.id;
	expect(people.map(itemsOf)).toMatchObject(
		people.map((phone) => [
			{ id: idOf(phone), placed: true },
			{ id: idOf(phone), placed: false, reason: 'duplicate' },
		]),
	);
	expect(requested()).toBe(20);
	await deactivate(world, id);
});
