import type { World } from '../../../tools/playground/world';
import { changeToken } from '../../../tools/playground/world';
import { DataTable } from '../support/dataTable';
import type { EditorPage } from '../support/editorPage';
import { expect, test } from '../support/fixtures';
import { callTo, calledNumbers } from '../support/simulatedCalls';

const SAO_PAULO = '+5511912345678';
const SAN_FRANCISCO = '+14155550100';
/** Calls to this number end unanswered in the simulator. */
const DOES_NOT_ANSWER = '+12125550101';

/** Four people: the first and the last lead are the same, and one number is broken. */
const LEADS = [
	{ phone: '(11) 91234-5678', country: 'Brazil' },
	{ phone: '(415) 555-0100', country: 'US' },
	{ phone: '(212) 555-0101', country: 'US' },
	{ phone: '555-01', country: 'US' },
	{ phone: '11 91234 5678', country: 'Brasil' },
];

/** Adds a schedule and a node that reads the leads from a data table of n8n. */
async function addLeads(editor: EditorPage, world: World): Promise<void> {
	const table = await DataTable.create(world, { phone: 'string', country: 'string' });
	await table.add(...LEADS);
	await editor.canvas.addTrigger('Schedule Trigger');
	await editor.dismiss();
	await editor.canvas.add({ node: 'Schedule Trigger' }, 'Data table', 'Get row(s)');
	await editor.rename('Leads');
	await editor.chooseListed('dataTableId', table.name);
	await editor.execute();
	await expect(editor.output).toContainText('5 items');
	await editor.dismiss();
}

/** Adds a node that calls somebody and waits for the end of the call. */
async function addCall(editor: EditorPage, after: string, name: string): Promise<void> {
	await editor.canvas.add({ node: after }, 'Talkover', 'Make a call and wait until it ends');
	await editor.rename(name);
	await editor.chooseListed('agentId', 'Sales');
}

/** Adds the rule that nobody is called more often than this in seven days. */
async function limitCalls(editor: EditorPage, calls: string): Promise<void> {
	await editor.addTo('Add Rule', 'Max Calls per Contact');
	await expect(editor.parameter('calls').locator('input')).toHaveValue('1');
	await expect(editor.parameter('unit').locator('input')).toHaveValue('Days');
	await editor.enterNumber(editor.parameter('calls'), calls);
	await editor.enterNumber(editor.parameter('period'), '7');
}

/** Adds the first call of each lead. */
async function addFirstCall(editor: EditorPage): Promise<void> {
	await addCall(editor, 'Leads', 'Call');
	await editor.map('$json.phone', editor.parameter('phone'));
	await editor.map('$json.country', editor.picker('defaultCountry'));
	await editor.addTo('Add Rule', 'Calling Hours');
	await expect(editor.parameter('from').locator('input')).toHaveValue('09:00');
	await expect(editor.parameter('to').locator('input')).toHaveValue('20:00');
	await limitCalls(editor, '1');
	await editor.pictureOfOptions('rules');
	// The test runs on any day at any time.
	await editor.type('from', '00:00');
	await editor.type('to', '24:00');
	await editor.choose('daysOfWeek', 'Saturday', 'Sunday');
	await editor.chooseSetting('onError', 'Continue (using error output)');
	await editor.dismiss();
}

/** Adds the branch of those who don't answer: they're called again. */
async function addBranch(editor: EditorPage): Promise<void> {
	const { canvas } = editor;
	await canvas.add({ node: 'Call' }, 'If');
	await editor.rename('No Answer?');
	await editor.compare('$json.outcome', 'noAnswer');
	await editor.close('"rightValue":"noAnswer"');

	await canvas.add({ node: 'No Answer?' }, 'Wait');
	await editor.rename('Wait a Day');
	// One second in the test, and a day in real life.
	await editor.enterNumber(editor.parameter('amount'), '1');
	await editor.dismiss();

	await addCall(editor, 'Wait a Day', 'Call Again');
	await editor.unfoldInput('Call');
	await editor.map("$('Call').item.json.to", editor.parameter('phone'));
	await limitCalls(editor, '3');
	await editor.close('"calls":3');
	await canvas.connect({ node: 'Call Again' }, 'No Answer?');
}

test('leads are called once in seven days, and three times if nobody answers', async ({
	editor,
	simulator,
	world,
}) => {
	await editor.canvas.openEmpty();
	await addLeads(editor, world);
	await addFirstCall(editor);
	await addBranch(editor);

	await editor.executeWorkflow();
	await simulator.play(await callTo(simulator, SAO_PAULO));
	await simulator.play(await callTo(simulator, SAN_FRANCISCO));
	for (const nth of [1, 2, 3]) {
		await simulator.play(await callTo(simulator, DOES_NOT_ANSWER, nth));
	}
	await editor.succeeded();

	const called = [SAN_FRANCISCO, ...Array<string>(3).fill(DOES_NOT_ANSWER), SAO_PAULO].sort();
	expect(calledNumbers(simulator).sort()).toEqual(called);
	// The next day, n8n only knows from Talkover's list of calls who was called.
	await changeToken(world);
	await editor.canvas.openPanel('Call');
	await editor.execute();
	await expect(editor.output).toContainText('was called once in the last 7 days');
	expect(calledNumbers(simulator).sort()).toEqual(called);
});
