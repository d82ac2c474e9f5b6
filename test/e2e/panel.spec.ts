import { SEED } from '../../simulator/state';
import { expect, test } from './support/fixtures';

const agentId = (value: string) => ({ __rl: true, mode: 'id', value });

test('the agent list loads and searches', async ({ editor, simulator }) => {
	await editor.openPanel({ resource: 'agent', operation: 'updateCalling' });
	const agents = editor.page.getByTestId('rlc-item');

	await editor.parameter('agentId').getByTestId('rlc-input').click();
	await expect(agents).toHaveText([
		'Customer Support Agent (SupportBot)',
		'Outbound Sales Agent (Sales Outbound)',
		'Appointment Reminder (Reminder)',
	]);
	await editor.page.getByTestId('rlc-search').fill('sales');
	await expect(agents).toHaveText(['Outbound Sales Agent (Sales Outbound)']);

	const searches = simulator.requests.filter(({ operationId }) => operationId === 'listAgents');
	expect(searches.map(({ url }) => url)).toEqual([
		'/api/v1/agents?page=1&per_page=100',
		'/api/v1/agents?search=sales&page=1&per_page=100',
	]);
});

test('Update Calling sends a number selected from the list', async ({ editor, simulator }) => {
	await editor.openPanel({ resource: 'agent', operation: 'updateCalling' });

	await editor.parameter('agentId').getByTestId('rlc-input').click();
	await editor.page.getByTestId('rlc-item').filter({ hasText: 'Reminder' }).click();
	const panel = editor.page.getByTestId('node-parameters');
	await expect(panel.getByText('Talkover may set the agent back to draft')).toBeVisible();
	await expect(editor.parameter('direction').locator('input')).toHaveValue('Keep Current');
	await editor.choose('direction', 'Outbound');
	await editor.parameter('phoneNumberIds').click();
	await expect(editor.page.getByRole('option').filter({ visible: true })).toHaveText([
		/\+1 234 567890 \(US, voice\)/,
		/\+1 987 654321 \(US, voice\)/,
		/\+49 30 901820 \(DE, voice\)/,
	]);
	await editor.page.getByRole('option', { name: '+49 30' }).click();
	await editor.page.keyboard.press('Escape');
	await editor.execute();

	await expect(editor.output).toContainText('+4930901820');
	expect(simulator.requests.at(-1)).toMatchObject({
		operationId: 'updateAgentCalling',
		url: `/api/v1/agents/${SEED.draftAgentId}/calling`,
		body: { direction: 'outbound', phone_number_ids: ['phone-uuid-3'] },
		status: 200,
	});
	await editor.picture('update-calling');
});

test('an agent is created from the panel', async ({ editor, simulator }) => {
	await editor.openPanel({ resource: 'agent', operation: 'create' });

	await editor.parameter('name').locator('input').fill('Appointment line');
	await editor.choose('language', 'German');
	await editor.parameter('initialMessage').locator('input, textarea').fill('Guten Tag!');
	await editor.execute();

	await expect(editor.output).toContainText('Appointment line');
	await expect(editor.output).toContainText('1 item');
	const writes = simulator.requests.filter(({ method }) => method !== 'GET');
	expect(writes).toHaveLength(1);
	expect(writes[0]).toMatchObject({
		operationId: 'createAgent',
		body: { name: 'Appointment line', label: 'Appointment line', language: 'de-DE' },
		status: 201,
	});
	expect(simulator.state.agents.filter(({ name }) => name === 'Appointment line')).toHaveLength(1);
	await editor.picture('create-agent');
});

test('Update Flow sends the steps in the panel, which need no IDs', async ({
	editor,
	simulator,
}) => {
	await editor.openPanel({
		resource: 'flow',
		operation: 'update',
		agentId: agentId(SEED.supportAgentId),
		nodes: {
			node: [
				{ type: 'say', content: 'Hi!' },
				{ type: 'ask', content: 'Do you have a minute?' },
				{ type: 'say', content: 'Thank you, goodbye!' },
				{ type: 'end' },
			],
		},
	});

	await editor.execute();

	await expect(editor.output).toContainText('flow_driven');
	await expect(editor.output).toContainText('published');
	expect(simulator.requests.map(({ operationId }) => operationId)).toEqual([
		'updateAgentFlow',
		'getAgent',
	]);
	expect(simulator.requests[0]).toMatchObject({
		body: {
			conversation_mode: 'flow_driven',
			flow_config: {
				initial_node_id: 'step-1',
				nodes: [
					{ id: 'step-1', type: 'say', content: 'Hi!', next: 'step-2' },
					{ id: 'step-2', type: 'ask', content: 'Do you have a minute?', next: 'step-3' },
					{ id: 'step-3', type: 'say', content: 'Thank you, goodbye!', next: 'step-4' },
					{ id: 'step-4', type: 'end' },
				],
			},
		},
		status: 200,
	});
	await editor.picture('update-flow');
});

test('an invalid flow is rejected with all its errors before anything is sent', async ({
	editor,
	simulator,
}) => {
	await editor.openPanel({
		resource: 'flow',
		operation: 'update',
		agentId: agentId(SEED.supportAgentId),
		flowDefinition: 'json',
		flowConfig: JSON.stringify({
			initial_node_id: 'hello',
			nodes: [
				{ id: 'greet', type: 'say', content: 'Hi!', next: 'goodby' },
				{ id: 'goodbye', type: 'end' },
			],
		}),
	});

	await editor.execute();

	await expect(editor.output).toContainText('Invalid input');
	await expect(editor.output).toContainText('goodby');
	await expect(editor.output).toContainText('hello');
	expect(simulator.requests).toEqual([]);
	await editor.picture('error');
});

test("Get Active Call distinguishes a number on a call from one that isn't", async ({
	editor,
	simulator,
}) => {
	await editor.openPanel({
		resource: 'call',
		operation: 'getActive',
		agentId: agentId(SEED.salesAgentId),
		phone: SEED.busyPhone,
	});
	const phone = editor.parameter('phone').locator('input');

	await editor.execute();
	await expect(editor.output).toContainText('call-uuid-1');
	await expect(editor.output).toContainText('true');
	await editor.picture('get-active-call');

	await phone.fill('+1 (212) 500-0000');
	await editor.execute();
	await expect(editor.output).toContainText('false');
	await expect(editor.output).not.toContainText('call-uuid-1');

	expect(simulator.requests.map(({ url, status }) => [url, status])).toEqual([
		[`/api/v1/agents/${SEED.salesAgentId}/active-call/%2B12125550123`, 200],
		[`/api/v1/agents/${SEED.salesAgentId}/active-call/%2B12125000000`, 404],
		// Only a request for the agent shows that it exists.
		[`/api/v1/agents/${SEED.salesAgentId}`, 200],
	]);
});
