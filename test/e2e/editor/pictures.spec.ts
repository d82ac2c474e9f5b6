import { SEED } from '../../../tools/simulator/state';
import { chosenAgent } from '../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { makeCall } from '../support/simulatedCalls';

/** The contact in all pictures. Its agents are in the same country. */
const CUSTOMER = '+1 (415) 555-0102';
const IN_USA = { __rl: true, mode: 'list', value: 'US', cachedResultName: 'United States' };

interface Panel {
	readonly picture: string;
	readonly parameters: object;
	/** A text of its output. */
	readonly output: string;
	/** The label that the panel is scrolled to. */
	readonly from?: string;
}

/** Panels that only the documentation shows. */
const PANELS: readonly Panel[] = [
	{
		picture: 'make-call',
		parameters: {
			resource: 'call',
			operation: 'make',
			agentId: chosenAgent(SEED.salesAgentId),
			phone: '(415) 555-0102',
			defaultCountry: IN_USA,
			variables: { variable: [{ name: 'customer_name', value: 'Ana' }] },
		},
		output: 'initiated',
	},
	{
		picture: 'check',
		parameters: {
			resource: 'call',
			operation: 'check',
			phone: CUSTOMER,
			rules: { doNotCall: CUSTOMER },
		},
		output: 'doNotCall',
	},
	{
		picture: 'create-agent',
		parameters: {
			resource: 'agent',
			operation: 'create',
			name: 'Appointment line',
			language: 'en-US',
			description: 'You book appointments for a dental practice.',
			initialMessage: 'Hello, how can I help you?',
		},
		output: 'Appointment line',
		from: 'Name',
	},
	{
		picture: 'update-calling',
		parameters: {
			resource: 'agent',
			operation: 'updateCalling',
			agentId: chosenAgent(SEED.salesAgentId),
			direction: 'outbound',
			phoneNumberIds: [SEED.phoneNumberIds[0]],
			options: { keepPublished: true },
		},
		output: 'outbound',
	},
	{
		picture: 'update-flow',
		parameters: {
			resource: 'flow',
			operation: 'update',
			agentId: chosenAgent(SEED.supportAgentId),
			nodes: {
				node: [
					{ type: 'say', content: 'Hi!' },
					{ type: 'ask', content: 'Do you have a minute?' },
					{ type: 'say', content: 'Thank you, goodbye!' },
					{ type: 'end' },
				],
			},
		},
		output: 'flow_driven',
		from: 'Steps',
	},
	{
		picture: 'error',
		parameters: {
			resource: 'call',
			operation: 'make',
			agentId: chosenAgent(SEED.salesAgentId),
			phone: '(415) 555-0102',
		},
		output: 'Default Country',
	},
];

for (const { picture, parameters, output, from } of PANELS) {
	test(`the panel for the picture ${picture} shows its output`, async ({ editor }) => {
		await editor.openPanel(parameters);

		await editor.execute();

		await expect(editor.output).toContainText(output);
		if (from !== undefined) await editor.scrollTo(from);
		await editor.picture(picture);
	});
}

test('the trigger for the picture trigger shows an event', async ({ editor, simulator }) => {
	await editor.canvas.openEmpty();
	await editor.canvas.addTrigger('Talkover', 'On phone call ended');
	await editor.choose('agentIds', 'Outbound Sales Agent');
	await editor.page.keyboard.press('Escape');
	await editor.execute();
	await expect(editor.page.getByText('Listening for').first()).toBeVisible();

	await simulator.play(await makeCall(simulator, '+14155550102', { deal: 'D-3' }));

	await expect(editor.output).toContainText('1 item');
	await editor.picture('trigger');
});

test('the list of nodes for the picture search has one entry for both nodes', async ({
	editor,
}) => {
	await editor.canvas.openEmpty();
	await editor.page.setViewportSize({ width: 1280, height: 330 });
	await editor.page.getByTestId('canvas-add-button').click();

	await editor.page.getByTestId('node-creator-search-bar').fill('talkover');

	const found = editor.page.getByTestId('item-iterator-item');
	await expect(found).toHaveCount(1);
	await expect(found).toContainText('Talkover');
	await editor.picture('search', editor.page.getByTestId('node-creator'));
});

test("the dialog for the picture install takes the package's name", async ({ editor }) => {
	await editor.page.goto('/settings/community-nodes');
	await editor.page
		.getByRole('button', { name: /Install/ })
		.first()
		.click();
	const dialog = editor.page.getByTestId('communityPackageInstall-modal');

	await dialog.locator('input').first().fill('n8n-nodes-talkover');

	await expect(dialog).toContainText('npm Package Name');
	await editor.picture('install', dialog);
});
