import { executionsOf } from '../../../tools/playground/workflows';
import { callTo, calledNumbers } from '../support/simulatedCalls';
import { chosenAgent } from '../support/chosenAgent';
import { DataTable } from '../support/dataTable';
import { expect, test } from './support/fixtures';
import { configured, nthExecution, storeAndPublish, unpublishAll } from './support/production';

const FILE = 'call-and-check.json';
const TRIGGER = 'Every Working Day at 10';
const TABLE_NODES = ['Get Open Contacts', 'Remember the Call', 'Save the Result'];
/** n8n keeps waits of less than 65 seconds in memory, and looks for those that are over once a minute. */
const STORED_WAIT = { secondsBetweenChecks: 66 };
const AFTER_WAIT = { timeout: 240_000 };

const ANSWERS = '+14155550100';
const SILENT = '+12125550101';
const LONG = '+12125550122';

const EVERY_MINUTE = { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } };

test.afterEach(async ({ world }) => unpublishAll(world));

test('kill -9 during a stored wait loses no result, and nobody is called twice', async ({
	world,
	example,
	simulator,
}) => {
	test.setTimeout(900_000);
	const columns = { phone: 'string', status: 'string', callId: 'string' } as const;
	const table = await DataTable.create(world, columns);
	const phones = ['+1 (415) 555-0100', SILENT, LONG, '555-01'];
	await table.add(...phones.map((phone) => ({ phone, status: 'open' })));
	const statuses = async () => (await table.rows()).map(({ phone, status }) => [phone, status]);
	const chosen = { dataTableId: table.chosen };
	const imported = await storeAndPublish(world, example, FILE, {
		parameters: {
			...Object.fromEntries(TABLE_NODES.map((name) => [name, chosen])),
			...configured(FILE, { ...STORED_WAIT, checks: 2 }),
			[TRIGGER]: EVERY_MINUTE,
			'Call Contacts': { agentId: chosenAgent() },
		},
	});
	const isStarted = async () => (await executionsOf(world, imported.id)).length > 0;
	await expect.poll(isStarted, { timeout: 180_000 }).toBe(true);
	await unpublishAll(world);
	const { id } = await nthExecution(world, imported, 1, 'waiting');
	expect(await statuses()).toEqual([
		['+1 (415) 555-0100', 'called'],
		[SILENT, 'called'],
		[LONG, 'called'],
		['555-01', 'invalidNumber'],
	]);

	await world.n8n.kill();
	await simulator.play(await callTo(simulator, ANSWERS));
	await simulator.play(await callTo(simulator, SILENT));
	// The first check doesn't see that this call has ended.
	simulator.fail({
		when: ({ url }) => url.includes('search=') && url.includes(SILENT.slice(1)),
		fault: { kind: 'answer', status: 403, body: { message: 'Forbidden' } },
		times: 1,
	});
	await world.restart();

	await expect.poll(statuses, AFTER_WAIT).toEqual([
		['+1 (415) 555-0100', 'answered'],
		[SILENT, 'called'],
		[LONG, 'called'],
		['555-01', 'invalidNumber'],
	]);
	await expect.poll(statuses, AFTER_WAIT).toEqual([
		['+1 (415) 555-0100', 'answered'],
		[SILENT, 'noAnswer'],
		[LONG, 'running'],
		['555-01', 'invalidNumber'],
	]);
	await imported.execution(id);
	expect(calledNumbers(simulator).sort()).toEqual([SILENT, LONG, ANSWERS].sort());
});
