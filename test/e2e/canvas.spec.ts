import { expect, test } from './support/fixtures';

const ICON = '/icons/n8n-nodes-talkover/dist/icons/';

for (const [colorScheme, file] of [
	['light', 'talkover.svg'],
	['dark', 'talkover.dark.svg'],
] as const) {
	test(`the canvas shows the icon of the ${colorScheme} theme`, async ({ editor }) => {
		await editor.page.emulateMedia({ colorScheme });
		await editor.open(
			await editor.save([{ name: 'Talkover', type: 'n8n-nodes-talkover.talkover' }]),
		);

		const icon = editor.node('Talkover').locator('img');

		await expect(icon).toHaveAttribute('src', new RegExp(`${ICON}${file}$`));
		await expect(icon).toHaveJSProperty('naturalWidth', 60);
	});
}

test('an example workflow runs from the canvas', async ({ editor, simulator }) => {
	await editor.open(await editor.find('Update the flow of an agent from JSON'));

	await editor.page.getByTestId('execute-workflow-button').click();

	await expect(editor.page.getByText('Workflow executed successfully')).toBeVisible();
	await expect(editor.node('Update Flow').getByTestId('canvas-node-status-success')).toBeVisible();
	expect(simulator.requests.map(({ operationId, status }) => [operationId, status])).toEqual([
		['validateAgentFlow', 200],
		['updateAgentFlow', 200],
		['getAgent', 200],
	]);
});

test('the tools of the AI Agent include Talkover', async ({ editor }) => {
	const agent = { name: 'AI Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 2 };
	await editor.open(await editor.save([agent]));

	const toolInput = editor
		.node('AI Agent')
		.getByTestId('canvas-node-input-handle')
		.and(editor.page.locator('[data-connection-type="ai_tool"]'));
	await toolInput.getByTestId('canvas-handle-plus').click();
	await editor.page.getByTestId('node-creator-search-bar').fill('talkover');
	const found = editor.page.getByTestId('item-iterator-item');
	await expect(found).toHaveCount(1);
	await expect(found).toContainText('Talkover Tool');
	await found.click();

	await expect(editor.node('Talkover')).toBeVisible();
	await expect(editor.page.getByTestId('edge')).toHaveCount(1);
});
