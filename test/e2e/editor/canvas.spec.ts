import type { Field } from '../../../nodes/Talkover/parameters/field';
import { OPERATIONS } from '../../../tools/operations/documented';
import { expect, test } from '../support/fixtures';

const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const ACTION = 'Make a call and wait until it ends';

/** What somebody types who looks for a way to call people, in English or Portuguese. */
const WORDS = ['call', 'voice', 'dialer', 'ligar'];

test("n8n's list of nodes offers Talkover, whose node has its icon", async ({ editor }) => {
	const { canvas, page } = editor;
	await editor.open(await editor.save([START]));
	const search = await canvas.openSearch({ node: START.name });
	const talkover = page.getByText('Talkover', { exact: true });
	const found = page.getByTestId('item-iterator-item').filter({ has: talkover });
	for (const word of WORDS) {
		// Nothing is found for this, so that the next word doesn't find what is still there from the last one.
		await search.fill('qqqqq');
		await expect(found).toHaveCount(0);
		await search.fill(word);
		await expect(found, word).toHaveCount(1);
	}

	await found.click();
	await page.getByText(ACTION, { exact: true }).click();
	await page.getByTestId('ndv-close-button').click();

	const node = editor.node('Make a call and wait');
	await node.getByTestId('node-issues').hover();
	await expect(page.getByText('Parameter "Agent" is required.')).toBeVisible();
	await expect(page.getByText('Parameter "Phone" is required.')).toBeVisible();
	for (const [colorScheme, file] of [
		['light', 'talkover.svg'],
		['dark', 'talkover.dark.svg'],
	] as const) {
		await page.emulateMedia({ colorScheme });
		const icon = node.locator('img');
		await expect(icon).toHaveAttribute('src', `/icons/n8n-nodes-talkover/dist/icons/${file}`);
		await expect(icon).toHaveJSProperty('naturalWidth', 60);
	}
});

/** Whether the panel of a new node shows a list that the editor loads. */
function loadsList(fields: readonly Field[]): boolean {
	const initial = new Map(fields.map(({ name, property }) => [name, property.default]));
	const isShown = ({ property: { displayOptions } }: Field) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
			values?.some((value) => value === initial.get(name)),
		);
	return fields.some(
		(field) => field.property.typeOptions?.loadOptionsMethod !== undefined && isShown(field),
	);
}

/** The actions whose panel has a list that the editor loads when the node is added, before it has a credential. */
const WITH_LISTS = OPERATIONS.filter(({ operation }) => loadsList(operation.fields));

test('the lists in the panel of the first Talkover node show no error', async ({ editor }) => {
	expect(WITH_LISTS.length).toBeGreaterThan(0);
	for (const { operation } of WITH_LISTS) {
		// Only in a workflow from an empty canvas does the editor load lists before the node has its credential.
		await editor.canvas.openEmpty();
		await editor.canvas.addTrigger('Webhook');
		await editor.page.getByTestId('ndv-close-button').click();
		const loaded = editor.page.waitForResponse(/\/dynamic-node-parameters\/options/);
		await editor.canvas.add({ node: 'Webhook' }, 'Talkover', operation.action);
		await loaded;

		const failed = editor.page.locator('input[value^="Error fetching options"]');
		await expect(failed, operation.action).toHaveCount(0);
	}
});
