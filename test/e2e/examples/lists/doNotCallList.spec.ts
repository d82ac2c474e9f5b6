import type { Page } from '@playwright/test';

import { activate, deactivate, executionsOf } from '../../../../tools/playground/workflows';
import type { World } from '../../../../tools/playground/world';
import { DataTable } from '../../support/dataTable';
import type { ImportedExample } from '../support/examplePage';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test as base } from '../support/fixtures';
import { callRequests, calledNumbers } from '../../support/simulatedCalls';

const KEY = { name: 'x-crm-key', value: 'sample' };

interface Fixtures {
	/** The data table that holds the do-not-call list. */
	readonly list: DataTable;
	/** The example, active. */
	readonly workflow: ImportedExample;
}

const test = base.extend<Fixtures>({
	list: async ({ world }, use) => {
		await use(await DataTable.create(world, { phone: 'string' }));
	},

	workflow: async ({ example, world, list }, use) => {
		const workflow = await example.store('do-not-call-list.json');
		await workflow.fill({
			parameters: {
				'Do-Not-Call List': { dataTableId: list.chosen },
				'Add to the List': { dataTableId: list.chosen },
				'Call Contact': { agentId: chosenAgent() },
			},
			credentials: [{ type: 'httpHeaderAuth', data: KEY, nodes: ['Contacts From Your CRM'] }],
		});
		await activate(world, workflow.id);
		// n8n registers the addresses a moment after it has activated the workflow, and rejects those who don't know the key.
		const status = async () => (await fetch(crm(world), { method: 'POST' })).status;
		await expect.poll(status).toBe(403);
		const form = async () => (await fetch(`${world.n8n.url}/form/do-not-call`)).status;
		await expect.poll(form).toBe(200);
		await use(workflow);
		await deactivate(world, workflow.id);
	},
});

/** Where the CRM sends contacts to. */
const crm = ({ n8n }: World) => `${n8n.url}/webhook/call-contacts`;

/** Sends contacts as the CRM does, and waits until the execution has ended. @returns its status */
async function send(
	world: World,
	workflow: ImportedExample,
	phones: readonly unknown[],
): Promise<string> {
	const before = (await executionsOf(world, workflow.id)).length;
	const contacts = phones.map((phone, index) => ({ name: `Contact ${String(index)}`, phone }));
	const response = await fetch(crm(world), {
		method: 'POST',
		headers: { 'content-type': 'application/json', [KEY.name]: KEY.value },
		body: JSON.stringify({ contacts }),
	});
	expect(response.status).toBe(200);
	const statuses = async () => (await executionsOf(world, workflow.id)).map(({ status }) => status);
	const ended = ['success', 'error'];
	await expect
		.poll(async () => (await statuses()).filter((status) => ended.includes(status)).length)
		.toBe(before + 1);
	return (await statuses())[0] ?? '';
}

const LISTED = '+12125550102';

/** The listed number, and other notations of it in the United States. */
const NOTATIONS: readonly unknown[] = [
	LISTED,
	'+1 212 555 0102',
	'(212) 555-0102',
	'212.555.0102',
	'001 212 555 0102',
	'1-212-555-0102',
	2125550102,
];

test('a number is called once and never if it is on the do-not-call list, however it is written, with the name of its contact', async ({
	world,
	simulator,
	list,
	workflow,
}) => {
	await list.add({ phone: LISTED }, { phone: '+442079460958' });

	const status = await send(world, workflow, [
		...NOTATIONS,
		'+44 (0)20 7946 0958',
		'+44 020 7946 0958',
		'011 44 20 7946 0958',
		'(212) 555-0103',
		'+1 212 555 0103',
	]);
	for (const call of simulator.state.calls) call.status = 'completed';
	await send(world, workflow, ['212-555-0103', '2125550104']);

	expect(status).toBe('success');
	const called = (to: string, name: string): unknown =>
		expect.objectContaining({ to, payload: expect.objectContaining({ name }) });
	expect(callRequests(simulator)).toEqual([
		called('+12125550103', 'Contact 10'),
		called('+12125550104', 'Contact 1'),
	]);
});

test("contacts who can't be called are reported", async ({ world, simulator, workflow }) => {
	const status = await send(world, workflow, [
		'2125550101',
		'ask Ana',
		'',
		undefined,
		'2026-11-22',
		'+1 900 234 5678',
		'<a href="https://example.com">1</a>',
		'2125550103',
	]);

	expect(status).toBe('error');
	const [failed] = await executionsOf(world, workflow.id);
	const { error = '' } = await workflow.execution(failed?.id ?? '', 'error');
	const reported = error.replace('Not called: ', '').split('; ');
	expect(reported.map((text) => text.split(' – ')[0])).toEqual(
		[1, 2, 3, 4, 6].map((index) => `Contact ${String(index)}`),
	);
	expect(error).toContain('"2026-11-22" looks like a date');
	expect(error).toContain('‹a href=');
	expect(calledNumbers(simulator).sort()).toEqual(['+12125550101', '+12125550103']);
});

/** Enters a number in the form, which then shows a text. */
async function enter(page: Page, { n8n }: World, phone: string, shown: string): Promise<void> {
	await page.goto(`${n8n.url}/form/do-not-call`);
	await page.getByLabel('Phone').fill(phone);
	await page.getByRole('button', { name: 'Submit' }).click();
	await expect(page.getByText(shown, { exact: true })).toBeVisible();
}

test('the form adds a number once, and says why not', async ({ world, page, list, workflow }) => {
	expect(workflow.id).not.toBe('');

	for (const phone of ['+1 (212) 555-0102', '+1.212.555.0102']) {
		await enter(page, world, phone, `${LISTED} is on the do-not-call list.`);
	}
	await enter(page, world, '+1 900 234 5678', '+19002345678 is on the do-not-call list.');
	await enter(
		page,
		world,
		'(212) 555-0103',
		'"(212) 555-0103" has no country code: enter it with + and a country code. Go back to correct it.',
	);
	await enter(
		page,
		world,
		'<b>call</b> me',
		'"‹b>call‹/b> me" contains characters that aren\'t part of a phone number: it must look like +12125550123. Go back to correct it.',
	);

	expect((await list.rows()).map(({ phone }) => phone)).toEqual([LISTED, '+19002345678']);
});
