import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from '../support/fixtures';
import { callTo } from '../support/simulatedCalls';

const README = readFileSync(path.join(__dirname, '../../../README.md'), 'utf8');

/** What somebody who follows the README selects and fills in, in its order. */
function emphasized(heading: string): string[] {
	const [, section = ''] = README.split(`## ${heading}\n`);
	const steps = section.slice(0, section.indexOf('\n\nNext')).replace(/\n\s+/g, ' ');
	return [...steps.matchAll(/\*\*(.+?)\*\*/g)].map(([, text = '']) => text);
}

test('the steps of the README lead to the first call', async ({ editor, simulator }) => {
	const { canvas, page } = editor;
	const steps = emphasized('Your first call in five minutes');
	const [, empty = '', manually = '', plus, node = '', action = ''] = steps;
	const [credential = '', connect = '', , token = '', agent = '', phone = '', execute = ''] =
		steps.slice(6);
	expect(plus).toBe('+');
	// As in an n8n that has no credential yet.
	const lists = /\/rest\/credentials(?:\/for-workflow)?\?/;
	await page.route(lists, async (route) => route.fulfill({ json: { data: [] } }));
	await canvas.openEmpty();
	await expect(page.getByText(empty)).toBeVisible();
	await page.getByTestId('canvas-add-button').click();
	await page.getByText(manually).click();
	await canvas.add({ node: 'When clicking ‘Execute workflow’' }, node, action);

	const panel = page.getByTestId('node-parameters');
	await expect(panel.getByText(credential, { exact: true })).toBeVisible();
	await panel.getByText(connect).click();
	const dialog = page.getByTestId('editCredential-modal');
	await expect(dialog.getByText(token).first()).toBeVisible();
	await dialog.getByTestId('parameter-input-apiToken').locator('input').fill(simulator.token);
	// Only in this test: the simulator instead of Talkover.
	await dialog.getByTestId('parameter-input-baseUrl').locator('input').fill(simulator.url);
	await page.unroute(lists);
	await dialog.getByTestId('credential-save-button').click();
	// After a test that fails, it stays open.
	await expect(dialog).toBeHidden();
	for (const label of [agent, phone]) {
		await expect(panel.getByText(label, { exact: true })).toBeVisible();
	}
	await editor.chooseListed('agentId', 'Sales');
	await editor.type('phone', '+1 415 555 0100');

	await expect(page.getByTestId('node-execute-button')).toHaveText(execute);
	await editor.execute();
	await simulator.play(await callTo(simulator, '+14155550100'));

	await expect(editor.output).toContainText('answered');
	for (const field of ['outcome', 'duration']) {
		expect(README).toContain(`\`${field}\``);
		await expect(editor.output.getByText(field, { exact: true })).toBeVisible();
	}
});
