import type { Page } from '@playwright/test';

import { activate, deactivate } from '../../../tools/playground/workflows';
import type { World } from '../../../tools/playground/world';
import { queriesOf } from '../support/simulatedCalls';
import { expect, test as base } from './support/fixtures';

const LOGIN = { user: 'sales', password: 'sample' };

const ANSWERS = {
	Name: 'Front Desk',
	Task: 'You answer calls of patients and note what they want.',
	Greeting: 'Hello, this is the front desk.',
	'What the agent has to know': 'The practice opens at 8 am.',
};

const test = base.extend<{ readonly form: Page; readonly active: undefined }>({
	active: [
		async ({ example, world }, use) => {
			const workflow = await example.store('create-agent-from-form.json');
			await workflow.fill({
				credentials: [{ type: 'httpBasicAuth', data: LOGIN, nodes: ['Form: New Agent'] }],
			});
			await activate(world, workflow.id);
			// n8n registers the form a moment after it has activated the workflow. Strangers don't see it.
			const status = async () => (await fetch(`${world.n8n.url}/form/new-agent`)).status;
			await expect.poll(status).toBe(401);
			await use(undefined);
			await deactivate(world, workflow.id);
		},
		{ auto: true },
	],

	/** The browser of a colleague, who knows the login of the form. */
	form: async ({ browser, world }, use) => {
		const { user: username, password } = LOGIN;
		const context = await browser.newContext({ httpCredentials: { username, password } });
		const page = await context.newPage();
		await page.goto(`${world.n8n.url}/form/new-agent`);
		await use(page);
		await context.close();
	},
});

async function submit(
	form: Page,
	language: string,
	voice: string,
	name: string = ANSWERS.Name,
): Promise<void> {
	for (const [label, text] of Object.entries({ ...ANSWERS, Name: name }))
		await form.getByLabel(label).fill(text);
	await form.getByLabel('Language').selectOption(language);
	await form.getByLabel('Voice').selectOption(voice);
	await form.getByRole('button', { name: 'Create agent' }).click();
}

/** The agents that the simulator has from the form, with how they were trained. */
function created({ simulator }: World): object[] {
	const { agents, trainings } = simulator.state;
	return agents
		.filter(({ name }) => name === ANSWERS.Name)
		.map((agent) => ({
			...agent,
			trained: trainings
				.filter(({ agent_id: id }) => id === agent.id)
				.map(({ instructions }) => instructions),
		}));
}

test('an agent from the form is trained, live, and the only one', async ({ form, world }) => {
	await submit(form, 'Portuguese (Brazil)', 'female');

	await expect(form.getByText('Front Desk is live')).toBeVisible();
	await expect(form.getByText('it has no phone number yet')).toBeVisible();
	expect(created(world)).toEqual([
		expect.objectContaining({
			current_status: 'published',
			language: 'pt-BR',
			direction: 'inbound',
			description: ANSWERS.Task,
			initial_message: ANSWERS.Greeting,
			voice: expect.objectContaining({ name: 'Bianca' }),
			trained: [ANSWERS['What the agent has to know']],
		}),
	]);
	const creations = world.simulator.requests.filter(
		({ operationId }) => operationId === 'createAgent',
	);
	expect(creations.map(({ body }) => body)).toEqual([
		expect.objectContaining({ max_call_duration_seconds: 600 }),
	]);
	expect(queriesOf(world.simulator, 'listVoiceTemplates')).toEqual([
		expect.objectContaining({ language: 'pt-BR', gender: 'female' }),
	]);

	const before = world.simulator.state.agents.length;
	await form.goto(`${world.n8n.url}/form/new-agent`);
	await submit(form, 'English (US)', 'male', ' front desk ');
	await expect(form.getByText('There is already an agent of this name')).toBeVisible();
	expect(world.simulator.state.agents).toHaveLength(before);
});

test('the page says that a voice is missing; the agent stays a draft', async ({ form, world }) => {
	await submit(form, 'German', 'female');

	await expect(form.getByText('The agent is not live yet')).toBeVisible();
	await expect(form.getByText('set Voice with Agent: Update Voice')).toBeVisible();
	expect(created(world)).toEqual([expect.objectContaining({ current_status: 'draft' })]);
});
