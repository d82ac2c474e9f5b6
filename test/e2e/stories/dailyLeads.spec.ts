import type { World } from '../../../tools/playground/world';
import { changeToken } from '../../../tools/playground/world';
import { DataTable } from '../support/dataTable';
import type { EditorPage } from '../support/editorPage';
import { expect, test } from '../support/fixtures';
import { callTo, calledNumbers } from '../support/simulatedCalls';

const SAO_PAULO = '+5511912345678';
const SAN_FRANCISCO = '+14155550100';

/** Three people: the first and the last lead are the same, and one number is broken. */
const LEADS = [
	{ phone: '(11) 91234-5678', country: 'Brazil' },
	{ phone: '(415) 555-0100', country: 'US' },
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
	await expect(editor.output).toContainText('4 items');
	await editor.dismiss();
}

/** Adds a node that calls each lead, with the rules for it, and waits for the end of the call. */
async function addCall(editor: EditorPage): Promise<void> {
	await editor.canvas.add({ node: 'Leads' }, 'Talkover', 'Make a call and wait until it ends');
	await editor.rename('Call');
	await editor.chooseListed('agentId', 'Sales');
	await editor.map('$json.phone', editor.parameter('phone'));
	await editor.map('$json.country', editor.picker('defaultCountry'));
	await editor.addTo('Add Rule', 'Calling Hours');
	await expect(editor.parameter('from').locator('input')).toHaveValue('09:00');
	await expect(editor.parameter('to').locator('input')).toHaveValue('20:00');
	await editor.addTo('Add Rule', 'Max Calls per Contact');
	await expect(editor.parameter('calls').locator('input')).toHaveValue('1');
	await expect(editor.parameter('unit').locator('input')).toHaveValue('Days');
	await editor.enterNumber(editor.parameter('period'), '7');
	await editor.pictureOfOptions('rules');
	// The test runs on any day at any time.
	await editor.type('from', '00:00');
	await editor.type('to', '24:00');
	await editor.choose('daysOfWeek', 'Saturday', 'Sunday');
	await editor.chooseSetting('onError', 'Continue (using error output)');
	await editor.dismiss();
}

test('leads are called once in seven days', async ({ editor, simulator, world }) => {
	await editor.canvas.openEmpty();
	await addLeads(editor, world);
	await addCall(editor);

	await editor.executeWorkflow();
	await simulator.play(await callTo(simulator, SAO_PAULO));
	await simulator.play(await callTo(simulator, SAN_FRANCISCO));
	await editor.succeeded();

	expect(calledNumbers(simulator).sort()).toEqual([SAN_FRANCISCO, SAO_PAULO]);
	// The next day, n8n only knows from Talkover's list of calls who was called.
	await changeToken(world);
	await editor.canvas.openPanel('Call');
	await editor.execute();
	await expect(editor.output).toContainText('was called once in the last 7 days');
	expect(calledNumbers(simulator)).toHaveLength(2);
});
