import { expect, test } from './support/fixtures';

const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const ACTION = 'Make a call and wait until it ends';

/** What somebody types who looks for a way to call people, in English or Portuguese. */
const WORDS = ['call', 'voice', 'dialer', 'ligar'];

test(`n8n's list of nodes offers Talkover to somebody who types ${WORDS.join(', ')}`, async ({
	editor,
}) => {
	await editor.open(await editor.save([START]));
	const search = await editor.canvas.openSearch({ node: START.name });
	const talkover = editor.page.getByText('Talkover', { exact: true });
	const found = editor.page.getByTestId('item-iterator-item').filter({ has: talkover });

	for (const word of WORDS) {
		// Nothing is found for this, so that the next word doesn't find what is still there from the last one.
		await search.fill('qqqqq');
		await expect(found).toHaveCount(0);
		await search.fill(word);
		await expect(found, word).toHaveCount(1);
	}
});

test('an operation that was just added shows what is still to be filled in', async ({ editor }) => {
	await editor.open(await editor.save([START]));
	await editor.canvas.add({ node: START.name }, 'Talkover', ACTION);

	await editor.page.getByTestId('ndv-close-button').click();

	await editor.node('Make a call and wait').getByTestId('node-issues').hover();
	await expect(editor.page.getByText('Parameter "Agent" is required.')).toBeVisible();
	await expect(editor.page.getByText('Parameter "Phone" is required.')).toBeVisible();
});
