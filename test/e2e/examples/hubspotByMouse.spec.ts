import type { World } from '../../../playground/world';
import type { EditorPage } from '../support/editorPage';
import { callRequests, callTo } from '../support/simulatedCalls';
import { expect, test } from './support/fixtures';
import { HubSpot } from './services/hubspot';

const TOKEN = 'service-key-of-hubspot';

const ANSWERS = '+14155550100';
const CONTACT = 201;
/** The deal of the example's sample data. */
const DEAL = 1001;

/** Nodes that reach HubSpot behind the trigger. */
const [FIRST, ...OTHERS] = [
	'Get Deal',
	'Get Contact',
	'Write Note on Deal',
	'Create Task for Owner',
];

/** Deletes the credentials of other tests, so that n8n is as it is for somebody who has just installed it. */
async function forgetCredentials({ api }: World, type: string): Promise<void> {
	const stored = await api.call<{ id: string; type: string }[]>('GET', '/credentials');
	for (const credential of stored) {
		if (credential.type === type) await api.call('DELETE', `/credentials/${credential.id}`);
	}
}

/** Creates the first credential of a service in the open panel of a node. n8n tests it and closes its dialog. */
async function connect(
	{ page }: EditorPage,
	service: string,
	field: string,
	value: string,
): Promise<void> {
	await page.getByRole('button', { name: `Connect to ${service}` }).click();
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
	await dialog.getByTestId('credential-save-button').click();
	await expect(dialog).toBeHidden();
}

/** Chooses a credential that is there already in the open panel of a node. */
async function chooseCredential({ page }: EditorPage, name: string): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	await page.getByRole('option', { name }).filter({ visible: true }).click();
}

/** Removes the sample data of the node whose panel is open, and closes the panel. */
async function useRealData({ page }: EditorPage): Promise<void> {
	await page.getByTestId('ndv-unpin-data').click();
	await expect(page.getByTestId('ndv-pinned-data-callout')).toBeHidden();
	await page.getByTestId('ndv-close-button').click();
}

test('a stranger imports the HubSpot example, chooses credentials and the agent with the mouse, and calls', async ({
	example,
	editor,
	internet,
	simulator,
	world,
}) => {
	test.setTimeout(600_000);
	await forgetCredentials(world, 'hubspotAppToken');
	const { page, canvas } = editor;
	const deal = { name: 'New website', contactIds: [CONTACT], ownerId: 77 };
	const contact = { firstName: 'Ana', phone: '(415) 555-0100' };
	const hubSpot = internet.play(new HubSpot(TOKEN, { [DEAL]: deal }, { [CONTACT]: contact }));
	await example.import('hubspot-call-deal-contact.json');
	await example.deselect();

	await canvas.openPanel('Call Contact');
	await chooseCredential(editor, 'Talkover simulator');
	await editor.parameter('agentId').getByTestId('rlc-input').click();
	await page.getByTestId('rlc-item').filter({ hasText: 'Sales' }).click();
	await editor.addOption('Default Country');
	await editor.choose('defaultCountry', 'United States');
	await editor.stored('"defaultCountry":"US"');
	await useRealData(editor);
	await canvas.openPanel(FIRST);
	await connect(editor, 'HubSpot Service Key', 'appToken', TOKEN);
	await useRealData(editor);
	for (const node of OTHERS) {
		await canvas.openPanel(node);
		await chooseCredential(editor, 'HubSpot');
		await useRealData(editor);
	}
	await page.getByTestId('execute-workflow-button').click();
	await simulator.play(await callTo(simulator, ANSWERS));

	await expect(page.getByText('Workflow executed successfully').first()).toBeVisible();
	expect(hubSpot.notes).toEqual([
		{ dealIds: [DEAL], body: `Talkover called ${ANSWERS}: completed, 45 seconds` },
	]);
	expect(callRequests(simulator)[0]).toMatchObject({
		to: ANSWERS,
		context: { firstName: 'Ana', deal: 'New website' },
	});
});
