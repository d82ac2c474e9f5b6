import { SEED } from '../../../tools/simulator/state';
import { chosenAgent } from '../support/chosenAgent';
import { expect, test } from '../support/fixtures';

test('Update Calling sends an agent and a number from lists', async ({ editor, simulator }) => {
	await editor.openPanel({ resource: 'agent', operation: 'updateCalling' });
	const agents = editor.page.getByTestId('rlc-item');

	await editor.parameter('agentId').getByTestId('rlc-input').click();
	await expect(agents).toHaveText([
		'Customer Support Agent (SupportBot) · inbound, published',
		'Outbound Sales Agent (Sales Outbound) · outbound, published',
		'Appointment Reminder (Reminder) · inbound, draft',
	]);
	await editor.page.getByTestId('rlc-search').fill('remind');
	await expect(agents).toHaveText(['Appointment Reminder (Reminder) · inbound, draft']);
	await agents.click();
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
	const searches = simulator.requests.filter(({ operationId }) => operationId === 'listAgents');
	expect(searches.map(({ url }) => url)).toEqual([
		'/api/v1/agents?page=1&per_page=100',
		'/api/v1/agents?search=remind&page=1&per_page=100',
		// For the agents that use the numbers.
		'/api/v1/agents?page=1&per_page=100',
	]);
	expect(simulator.requests.at(-1)).toMatchObject({
		operationId: 'updateAgentCalling',
		url: `/api/v1/agents/${SEED.draftAgentId}/calling`,
		body: { direction: 'outbound', phone_number_ids: ['phone-uuid-3'] },
		status: 200,
	});
});

test('Call: Make warns that a phone rings and takes any context', async ({ editor, simulator }) => {
	const deal = 'The "Big" Deal \\ phase 1';
	await editor.openPanel({
		resource: 'call',
		operation: 'make',
		agentId: chosenAgent(SEED.salesAgentId),
		phone: '+12125002222',
	});

	const panel = editor.page.getByTestId('node-parameters');
	await expect(panel).toContainText('A real phone rings when this node runs');
	await editor.page.getByText('Add Context Field').click();
	await editor.parameter('name').last().locator('input').fill('deal');
	await editor.parameter('value').last().locator('input').fill(deal);
	await editor.execute();

	await expect(editor.output).toContainText('placed');
	expect(simulator.requests.at(-1)?.body).toMatchObject({ context: { deal } });

	await editor.addTo('Add option', 'Call Context (JSON)');
	const marks = editor.parameter('contextJson').locator('.cm-lint-marker-error');
	const json = editor.parameter('contextJson').locator('.cm-content');
	await expect(json).toHaveText('{}');
	await json.fill('');
	await expect(marks).toHaveCount(1);
	await json.fill('{}');
	await expect(marks).toHaveCount(0);
});
