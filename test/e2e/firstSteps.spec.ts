import { expect, test } from './support/fixtures';

const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const ACTION = 'Make a call and wait until it ends';

/** What somebody types who looks for a way to call people, in English or Portuguese. */
for (const word of ['call', 'voice', 'dialer', 'ligar']) {
	test(`n8n's list of nodes offers Talkover to somebody who types "${word}"`, async ({
		editor,
	}) => {
		await editor.open(await editor.save([START]));

		const found = await editor.canvas.search({ node: START.name }, word);

		const talkover = editor.page.getByText('Talkover', { exact: true });
		await expect(found.filter({ has: talkover })).toHaveCount(1);
	});
}

test('an operation that was just added shows what is still to be filled in', async ({ editor }) => {
	await editor.open(await editor.save([START]));
	await editor.canvas.add({ node: START.name }, 'Talkover', ACTION);

	await editor.page.getByTestId('ndv-close-button').click();

	await editor.node('Make a call and wait').getByTestId('node-issues').hover();
	await expect(editor.page.getByText('Parameter "Agent" is required.')).toBeVisible();
	await expect(editor.page.getByText('Parameter "Phone" is required.')).toBeVisible();
});
