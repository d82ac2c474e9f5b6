import { callRequests, callTo, calledNumbers } from '../../support/simulatedCalls';
import type { ImportedExample } from '../support/examplePage';
import { callingAt } from '../support/callingHours';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { CHOSEN_SHEET, googleSheets, sheetsCredential } from '../services/googleSheets';

const FILE = 'google-sheets-call-list.json';
const TRIGGER = 'Every Working Day at 10';

const HEADINGS = ['Name', 'Phone', 'Result', 'Seconds', 'Called At'];

const ANA = '+14155550120';
/** The simulator lets calls to such a number end without an answer. */
const BEN = '+14155550101';
const EVA = '+14155550122';

/** Fills in what the example leaves empty. The trigger keeps its sample. */
async function fill(example: ImportedExample, parameters: Readonly<Record<string, object>> = {}) {
	await example.fill({
		parameters: {
			'Read List': CHOSEN_SHEET,
			...parameters,
			'Call Contacts': { agentId: chosenAgent(), ...callingAt(FILE, 'Call Contacts') },
		},
		credentials: [sheetsCredential('Read List', 'Mark Rows as Calling', 'Write Result to Row')],
		keep: [TRIGGER],
	});
}

test('each row is called once and gets its result', async ({ example, internet, simulator }) => {
	const rows = [
		HEADINGS,
		['Ana', ANA],
		['Ben', BEN, ''],
		['Called before', '+14155550188', 'completed', 30],
		['No phone', ''],
		['Not a number', 'ask at the desk'],
	];
	const sheet = internet.play(googleSheets(rows));
	const imported = await example.store(FILE);
	await fill(imported);

	const id = await imported.start(TRIGGER);
	for (const phone of [ANA, BEN]) await simulator.play(await callTo(simulator, phone));
	await imported.execution(id);

	const results = [2, 3, 4, 5, 6].map((row) => sheet.cell(row, 'Result'));
	expect(results.slice(0, 3)).toEqual(['answered', 'noAnswer', 'completed']);
	expect(results[3]).toBeUndefined();
	expect(results[4]).toContain('phone number');
	expect(sheet.cell(2, 'Seconds')).toBe(45);
	expect(Date.parse(String(sheet.cell(2, 'Called At')))).toBeLessThanOrEqual(Date.now());

	await imported.run(TRIGGER);

	expect(callRequests(simulator)).toHaveLength(2);
});

test('rows are marked before they are called', async ({ example, internet, simulator }) => {
	const rows = [HEADINGS, ['Ana', ANA], ['Ben', BEN], ['Eva', EVA]];
	const sheet = internet.play(googleSheets(rows));
	const imported = await example.store(FILE);
	const settings = [
		{ id: 'calls-at-once', name: 'callsAtOnce', value: 1, type: 'number' },
		{ id: 'rows-per-round', name: 'rowsPerRound', value: 2, type: 'number' },
	];
	await fill(imported, { Configuration: { assignments: { assignments: settings } } });

	const id = await imported.start(TRIGGER);
	const first = await callTo(simulator, ANA);

	expect(sheet.written).toEqual(['2: Result = calling', '3: Result = calling']);
	await simulator.play(first);
	await simulator.play(await callTo(simulator, BEN));
	await simulator.play(await callTo(simulator, EVA));
	await imported.execution(id);

	expect(calledNumbers(simulator)).toEqual([ANA, BEN, EVA]);
	expect(sheet.written.filter((entry) => entry.includes('Result'))).toEqual([
		'2: Result = calling',
		'3: Result = calling',
		'2: Result = answered',
		'3: Result = noAnswer',
		'4: Result = calling',
		'4: Result = answered',
	]);
});
