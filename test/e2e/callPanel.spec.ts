import { SEED } from '../../simulator/state';
import { expect, test } from './support/fixtures';

const agentId = (value: string) => ({ __rl: true, mode: 'id', value });

const NAME = 'The "Big" Deal \\ phase 1';

test('Call: Make warns that a phone rings, and takes a context in fields with any characters', async ({
	editor,
	simulator,
}) => {
	await editor.openPanel({
		resource: 'call',
		operation: 'make',
		agentId: agentId(SEED.salesAgentId),
		phone: '+12125002222',
	});

	await expect(editor.output).toContainText('A real phone rings when this node runs');
	await editor.page.getByText('Add Context Field').click();
	await editor.parameter('name').last().locator('input').fill('deal');
	await editor.parameter('value').last().locator('input').fill(NAME);
	await editor.execute();

	await expect(editor.output).toContainText('placed');
	expect(simulator.requests.at(-1)?.body).toMatchObject({ context: { deal: NAME } });
	await editor.picture('call-context');
});

test('a JSON field initially contains valid JSON, because the editor marks an empty one as invalid', async ({
	editor,
}) => {
	await editor.openPanel({
		resource: 'call',
		operation: 'make',
		agentId: agentId(SEED.salesAgentId),
		phone: '+12125002222',
	});

	await editor.choose('contextDefinition', 'Using JSON');

	const json = editor.parameter('context').locator('.cm-content');
	const marks = editor.parameter('context').locator('.cm-lint-marker-error');
	await expect(json).toHaveText('{}');
	await json.fill('');
	await expect(marks).toHaveCount(1);
	await json.fill('{}');
	await expect(marks).toHaveCount(0);
});

test('Campaign: Create has a searchable list of time zones, and defaults to weekdays from 9 to 17', async ({
	editor,
}) => {
	await editor.openPanel({ resource: 'campaign', operation: 'create' });

	const zone = editor.parameter('timezone');
	await zone.click();
	await zone.locator('input').fill('sao paulo');
	await editor.page.getByRole('option', { name: 'America/Sao Paulo' }).click();

	await expect(zone.locator('input')).toHaveValue('America/Sao Paulo');
	await expect(editor.parameter('start').locator('input')).toHaveValue('09:00');
	await expect(editor.parameter('end').locator('input')).toHaveValue('17:00');
});
