import { callTo, calledNumbers } from '../../support/simulatedCalls';
import { callingAt } from '../support/callingHours';
import { DataTable } from '../../support/dataTable';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';

const FILE = 'daily-leads.json';
const TRIGGER = 'Every Working Day at 10';
const TABLE_NODES = [
	...['Get Open Leads', 'Mark as Reached', 'Count the Attempt', 'Give Up'],
	'Mark to Check the Number',
];

const lead = (name: string, phone: string, country: string, attempts = 0) => ({
	...{ name, phone, country, attempts },
	status: 'open',
});

test('open leads are called, and the table has results', async ({ world, example, simulator }) => {
	const columns = { name: 'string', phone: 'string', country: 'string', status: 'string' } as const;
	const table = await DataTable.create(world, { ...columns, attempts: 'number' });
	await table.add(
		lead('answers', '(11) 91234-5678', 'Brazil'),
		lead('silent', '(212) 555-0101', 'US'),
		lead('silent for the third time', '(415) 555-0101', 'US', 2),
		lead('broken', '555-01', 'US'),
		lead('abroad', '+49 171 1234567', 'US'),
		{ ...lead('reached before', '(212) 555-0120', 'US'), status: 'reached' },
	);
	const imported = await example.store(FILE);
	const chosen = { dataTableId: table.chosen };
	await imported.fill({
		parameters: {
			...Object.fromEntries(TABLE_NODES.map((name) => [name, chosen])),
			'Call Leads': { agentId: chosenAgent(), ...callingAt(FILE, 'Call Leads') },
		},
		keep: [TRIGGER],
	});

	const id = await imported.start(TRIGGER);
	const called = ['+14155550101', '+12125550101', '+5511912345678'];
	for (const phone of called) await simulator.play(await callTo(simulator, phone));
	await imported.execution(id);

	expect(calledNumbers(simulator).sort()).toEqual(called.sort());
	const rows = await table.rows();
	expect(rows.map(({ name, status, attempts }) => [name, status, attempts]).sort()).toEqual([
		['abroad', 'countryNotAllowed', 0],
		['answers', 'reached', 1],
		['broken', 'invalidNumber', 0],
		['reached before', 'reached', 0],
		['silent for the third time', 'not reached', 3],
		['silent', 'open', 1],
	]);
});
