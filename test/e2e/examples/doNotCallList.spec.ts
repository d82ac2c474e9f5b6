import { activate, deactivate, executionsOf } from '../../../playground/workflows';
import type { World } from '../../../playground/world';
import type { Simulator } from '../../../simulator/simulator';
import { DataTable } from './support/dataTable';
import type { ImportedExample } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test as base } from './support/fixtures';
import { calledNumbers } from '../support/simulatedCalls';

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
async function send(world: World, workflow: ImportedExample, phones: string[]): Promise<string> {
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

test('nobody on the do-not-call list is called, however the number is written', async ({
	world,
	simulator,
	list,
	workflow,
}) => {
	await list.add({ phone: '+12125550102' }, { phone: '+442079460958' });

	const status = await send(world, workflow, [
		'(212) 555-0101',
		'+1 212 555 0102',
		'212.555.0102',
		'001 212 555 0102',
		'+44 (0)20 7946 0958',
		'+44 020 7946 0958',
	]);

	expect(status).toBe('success');
	expect(dialed(simulator)).toEqual(['+12125550101']);
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

test('contacts without a valid phone number are reported, and the others are called', async ({
	world,
	simulator,
	workflow,
}) => {
	const status = await send(world, workflow, ['(212) 555-0101', 'ask Ana', '']);

	expect(status).toBe('error');
	expect(dialed(simulator)).toEqual(['+12125550101']);
	const [latest] = await executionsOf(world, workflow.id);
	const { error } = await workflow.execution(latest?.id ?? '', 'error');
	expect(error).toContain('Contact 1 (ask Ana), Contact 2 ()');
});

test('nobody is called for those who do not know the key', async ({ world, workflow }) => {
	const response = await fetch(crm(world), { method: 'POST' });

	expect(response.status).toBe(403);
	expect(await executionsOf(world, workflow.id)).toEqual([]);
});

test('a number that is entered in the form is not called any more', async ({
	world,
	page,
	simulator,
	list,
	workflow,
}) => {
	await page.goto(`${world.n8n.url}/form/do-not-call`);
	await page.getByLabel('Phone').fill('+1 (212) 555-0102');
	await page.getByRole('button', { name: 'Submit' }).click();

	await expect(page.getByText('+12125550102 is on the do-not-call list.')).toBeVisible();
	expect(await list.rows()).toEqual([expect.objectContaining({ phone: '+12125550102' })]);
	await send(world, workflow, ['(212) 555-0102', '(212) 555-0103']);
	expect(dialed(simulator)).toEqual(['+12125550103']);
});

test('the form asks for the country code of a number without one', async ({
	world,
	page,
	list,
	workflow,
}) => {
	expect(workflow.id).not.toBe('');
	await page.goto(`${world.n8n.url}/form/do-not-call`);
	await page.getByLabel('Phone').fill('(212) 555-0102');
	await page.getByRole('button', { name: 'Submit' }).click();

	await expect(page.getByText('Nothing was added')).toBeVisible();
	expect(await list.rows()).toEqual([]);
});
