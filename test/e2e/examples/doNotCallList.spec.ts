import type { Page } from '@playwright/test';

import { activate, deactivate, executionsOf, retryExecution } from '../../../playground/workflows';
import type { World } from '../../../playground/world';
import type { Simulator } from '../../../simulator/simulator';
import { DataTable } from './support/dataTable';
import type { ImportedExample } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test as base } from './support/fixtures';
import { callRequests, calledNumbers } from '../support/simulatedCalls';

const KEY = { name: 'x-crm-key', value: 'sample' };

interface Fixtures {
	/** The data table that holds the do-not-call list. */
	readonly list: DataTable;
	/** The example, active. */
	readonly workflow: ImportedExample;
}

const test = base.extend<Fixtures>({
	list: async ({ world }, use) => {
		await use(await DataTable.create(world, 'phone'));
	},

	workflow: async ({ example, world, list }, use) => {
		const workflow = await example.store('do-not-call-list.json');
		await workflow.fill({
			parameters: {
				'Not on the List?': { dataTableId: list.chosen },
				'Add to the List': { dataTableId: list.chosen },
				'Call Contact': { agentId: chosenAgent() },
			},
			credentials: [{ type: 'httpHeaderAuth', data: KEY, nodes: ['Contacts From Your CRM'] }],
		});
		await activate(world, workflow.id);
		// n8n registers the addresses a moment after it has activated the workflow.
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

/** The numbers that were called, sorted. */
function dialed(simulator: Simulator): unknown[] {
	return calledNumbers(simulator).sort();
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

test('nobody on the do-not-call list is called, however the number is written', async ({
	world,
	simulator,
	list,
	workflow,
}) => {
	await list.add({ phone: LISTED }, { phone: '+442079460958' });

	const status = await send(world, workflow, [
		'(212) 555-0101',
		...NOTATIONS,
		'+44 (0)20 7946 0958',
		'+44 020 7946 0958',
		'011 44 20 7946 0958',
	]);

	expect(status).toBe('success');
	expect(dialed(simulator)).toEqual(['+12125550101']);
});

test('each call has the name and the call list of its contact, even if contacts before it are not called', async ({
	world,
	simulator,
	list,
	workflow,
}) => {
	await list.add({ phone: LISTED });

	await send(world, workflow, [
		LISTED,
		'ask Ana',
		'(212) 555-0103',
		'+1 212 555 0103',
		'2125550104',
	]);

	const called = (to: string, name: string): unknown =>
		expect.objectContaining({ to, payload: { name }, context: { callList: 'Spring offer' } });
	expect(callRequests(simulator)).toEqual([
		called('+12125550103', 'Contact 2'),
		called('+12125550104', 'Contact 4'),
	]);
});

test('a number is called once, whatever the CRM sends again', async ({
	world,
	simulator,
	workflow,
}) => {
	await send(world, workflow, ['(212) 555-0101', '+1 212 555 0101', '2125550103']);
	for (const call of simulator.state.calls) call.status = 'completed';

	await send(world, workflow, ['212-555-0101', '+12125550104']);

	expect(dialed(simulator)).toEqual(['+12125550101', '+12125550103', '+12125550104']);
});

test('a retry of a failed execution calls only those who have not been called, each with their name', async ({
	world,
	simulator,
	workflow,
}) => {
	const error = { success: false, message: 'Not now.' };
	simulator.fail({
		operationId: 'makeCall',
		when: ({ body }) => (body as { to?: unknown } | undefined)?.to === '+12125550103',
		fault: { kind: 'answer', status: 422, body: error },
		times: 1,
	});
	const status = await send(world, workflow, ['2125550101', 'ask Ana', '2125550103']);
	expect(status).toBe('error');
	const [failed] = await executionsOf(world, workflow.id);

	await retryExecution(world, failed?.id ?? '');

	const called = simulator.state.calls
		.filter(({ to }) => ['+12125550101', '+12125550103'].includes(to))
		.map(({ to }) => to)
		.sort();
	expect(called).toEqual(['+12125550101', '+12125550103']);
	expect(callRequests(simulator).at(-1)).toMatchObject({
		to: '+12125550103',
		payload: { name: 'Contact 2' },
		context: { callList: 'Spring offer' },
	});
});

test('contacts who cannot be called are reported with the reason, and the others are called', async ({
	world,
	simulator,
	workflow,
}) => {
	const status = await send(world, workflow, [
		'(212) 555-0101',
		'ask Ana',
		'',
		undefined,
		'2026-11-22',
		'+1 900 234 5678',
		'<a href="https://example.com">1</a>',
	]);

	expect(status).toBe('error');
	expect(dialed(simulator)).toEqual(['+12125550101']);
	const [latest] = await executionsOf(world, workflow.id);
	const { error } = await workflow.execution(latest?.id ?? '', 'error');
	expect(error?.replace('Not called: ', '').split('; ')).toEqual([
		expect.stringMatching(/^Contact 1 – "ask Ana" contains characters/),
		'Contact 2 – The phone number is empty',
		'Contact 3 – The phone number is empty',
		expect.stringMatching(/^Contact 4 – "2026-11-22" looks like a date/),
		expect.stringMatching(/^Contact 5 – \+19002345678 is a premium-rate number/),
		expect.stringMatching(/^Contact 6 – "‹a href=/),
	]);
});

test('nobody is called for those who do not know the key', async ({ world, workflow }) => {
	const response = await fetch(crm(world), { method: 'POST' });

	expect(response.status).toBe(403);
	expect(await executionsOf(world, workflow.id)).toEqual([]);
});

/** Enters a number in the form. */
async function enter(page: Page, { n8n }: World, phone: string): Promise<void> {
	await page.goto(`${n8n.url}/form/do-not-call`);
	await page.getByLabel('Phone').fill(phone);
	await page.getByRole('button', { name: 'Submit' }).click();
}

test('a number that is entered in the form is not called any more, however the CRM writes it', async ({
	world,
	page,
	simulator,
	list,
	workflow,
}) => {
	for (const phone of ['+1 (212) 555-0102', '+1.212.555.0102']) {
		await enter(page, world, phone);

		await expect(page.getByText(`${LISTED} is on the do-not-call list.`)).toBeVisible();
		expect(await list.rows()).toEqual([expect.objectContaining({ phone: LISTED })]);
	}
	await send(world, workflow, [...NOTATIONS, '(212) 555-0103']);
	expect(dialed(simulator)).toEqual(['+12125550103']);
});

test('a premium-rate number can be added with the form, although it is not called by default', async ({
	world,
	page,
	list,
	workflow,
}) => {
	expect(workflow.id).not.toBe('');

	await enter(page, world, '+1 900 234 5678');

	await expect(page.getByText('+19002345678 is on the do-not-call list.')).toBeVisible();
	expect(await list.rows()).toEqual([expect.objectContaining({ phone: '+19002345678' })]);
});

for (const [entered, shown] of [
	[
		'(212) 555-0102',
		'"(212) 555-0102" has no country code: enter it with + and a country code. Go back to correct it.',
	],
	[
		'+1 212 555 01020',
		'"+1 212 555 01020" isn\'t a phone number of North America, which has ten digits after +1: it must look like +12125550123. Go back to correct it.',
	],
	[
		'<b>call</b> me',
		'"‹b>call‹/b> me" contains characters that aren\'t part of a phone number: it must look like +12125550123. Go back to correct it.',
	],
] as const) {
	test(`the form says why it does not add ${entered}`, async ({ world, page, list, workflow }) => {
		expect(workflow.id).not.toBe('');

		await enter(page, world, entered);

		await expect(page.getByText('Nothing was added')).toBeVisible();
		await expect(page.getByText(shown, { exact: true })).toBeVisible();
		expect(await list.rows()).toEqual([]);
	});
}
