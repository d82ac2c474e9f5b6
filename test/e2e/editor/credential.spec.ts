import { expect, test } from '../support/fixtures';

test('the credential screen accepts only the right token', async ({ editor, simulator }) => {
	const { page } = editor;
	await page.goto('/home/credentials/create');
	const chooser = page.getByTestId('new-credential-type-select');
	await chooser.click();
	await chooser.locator('input').fill('talkover');
	const found = page.getByTestId('new-credential-type-select-option');
	await found.filter({ hasText: 'Talkover API' }).click();
	await page.getByTestId('new-credential-type-button').click();
	const dialog = page.getByTestId('editCredential-modal');
	const entry = (name: string) => dialog.getByTestId(`parameter-input-${name}`).locator('input');
	const save = dialog.getByTestId('credential-save-button');
	await expect(entry('baseUrl')).toHaveValue('https://app.talkover.ai/api/v1');

	await entry('baseUrl').fill(simulator.url);
	await entry('apiToken').fill('talq_wrong');
	await save.click();
	await dialog.getByText('More details').click();
	await expect(dialog.getByText('Talkover rejected the API token (HTTP 401)')).toBeVisible();
	await expect(dialog.getByText('Connection tested successfully')).toBeHidden();

	await entry('apiToken').fill(simulator.token);
	await save.click();
	await expect(dialog.getByText('Connection tested successfully')).toBeVisible();
	await editor.picture('credential', dialog);

	// An emptied field means the same as one that was never filled in.
	for (const value of ['5', '']) {
		const before = simulator.requests.length;
		await entry('requestsAtOnce').fill(value);
		await entry('requestsAtOnce').press('Tab');
		await save.click();
		await expect.poll(() => simulator.requests.length).toBeGreaterThan(before);
		await expect(dialog.getByText('Connection tested successfully')).toBeVisible();
	}

	// n8n decides how often it sends the test request.
	expect(simulator.requests.at(0)).toMatchObject({ operationId: 'listAgents', status: 401 });
	expect(simulator.requests.at(-1)).toMatchObject({ operationId: 'listAgents', status: 200 });
	expect(simulator.requests.filter(({ operationId }) => operationId !== 'listAgents')).toEqual([]);
});
