import type { Crm } from '../support/crm';
import type { EditorPage } from '../support/editorPage';
import { expect, test } from '../support/fixtures';
import { callTo, calledNumbers } from '../support/simulatedCalls';

/** At any time, it's day in some of these and night in others. */
const ZONES = [
	'Pacific/Honolulu',
	'America/Los_Angeles',
	'America/Sao_Paulo',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Asia/Tokyo',
	'Pacific/Auckland',
];

/** A time zone in which the hour matches now and until the end of the test. */
function zoneWhere(isWanted: (hour: number) => boolean): string {
	const found = ZONES.find((timeZone) => {
		const format = { hour: '2-digit', hourCycle: 'h23', timeZone } as const;
		return isWanted(Number(new Date().toLocaleString('en-GB', format)));
	});
	if (found === undefined) throw new Error('No time zone matches');
	return found;
}

const ANSWERS = '+14155550100';
/** Calls to this number end unanswered in the simulator. */
const DOES_NOT_ANSWER = '+14155550101';
const NATIONAL = '+14155550102';

function deals() {
	const day = zoneWhere((hour) => hour >= 10 && hour <= 17);
	const night = zoneWhere((hour) => hour >= 22 || hour <= 6);
	return [
		{ deal: 'D-1', phone: '+1 (415) 555-0100', timezone: day },
		{ deal: 'D-2', phone: '+1 415 555 0101', timezone: day },
		{ deal: 'D-3', phone: '(415) 555-0102', timezone: day },
		{ deal: 'D-4', phone: '+1 415 555 0199', timezone: night },
	];
}

/** Adds the CRM's webhook, and a node that creates an item per deal. @returns the test URL of the webhook */
async function addDeals(editor: EditorPage, crm: Crm): Promise<string> {
	const { canvas, page } = editor;
	await canvas.addTrigger('Webhook');
	await editor.choose('httpMethod', 'POST');
	const url = await page.getByText(/\/webhook-test\//).innerText();
	await editor.execute();
	await expect(page.getByText('Listening for test event').first()).toBeVisible();
	await crm.announce(url, deals());
	await expect(editor.output).toContainText('1 item');
	await editor.close('"httpMethod":"POST"');

	await canvas.add({ node: 'Webhook' }, 'Split Out');
	await editor.mapName('body', editor.parameter('fieldToSplitOut'));
	await editor.execute();
	await expect(editor.output).toContainText('4 items');
	await editor.close('"fieldToSplitOut":"body"');
	return url;
}

/** Adds a Talkover node that calls a number of the input and waits for the end of the call. */
async function addCall(editor: EditorPage, after: string, name: string): Promise<void> {
	await editor.canvas.add({ node: after }, 'Talkover', 'Make a call and wait until it ends');
	await editor.rename(name);
	await editor.chooseListed('agentId', 'Sales');
}

async function addFirstCall(editor: EditorPage): Promise<void> {
	await addCall(editor, 'Split Out', 'Call');
	await editor.map('$json.phone', editor.parameter('phone'));
	await editor.chooseListed('defaultCountry', 'United States');
	await editor.addTo('Add Rule', 'Calling Hours');
	await editor.map('$json.timezone', editor.parameter('timeZone'));
	// The test runs on any day.
	await editor.choose('daysOfWeek', 'Saturday', 'Sunday');
	await editor.close('$json.timezone');

	await editor.canvas.add({ node: 'Call' }, 'If');
	await editor.rename('No Answer?');
	await editor.compare('$json.outcome', 'noAnswer');
	await editor.close('"rightValue":"noAnswer"');
}

/** Adds the steps for unanswered calls: a second call, a day later in real life. */
async function addSecondCall(editor: EditorPage): Promise<void> {
	await editor.canvas.add({ node: 'No Answer?' }, 'Wait');
	await editor.rename('Wait a Day');
	// One second in the test, and a day in real life.
	await editor.enterNumber(editor.parameter('amount'), '1');
	await editor.close('"amount":1');

	await addCall(editor, 'Wait a Day', 'Call Again');
	await editor.unfoldInput('Call');
	await editor.map("$('Call').item.json.to", editor.parameter('phone'));
	await editor.close("$('Call').item.json.to");
}

/** The fields that the CRM receives for each call, as dragged from the input. */
const VALUES = {
	result: '$json.outcome',
	seconds: '$json.duration',
	deal: "$('Split Out').item.json.deal",
};

/** Adds the request that writes the result of a call to the CRM, with the fields below each other. */
async function addUpdateOfCrm(editor: EditorPage, crm: Crm): Promise<void> {
	const { canvas, page } = editor;
	await canvas.add({ node: 'Call Again' }, 'HTTP Request');
	await editor.rename('Update CRM');
	await editor.choose('method', 'POST');
	await editor.parameter('url').locator('input').fill(crm.url);
	await editor.parameter('sendBody').locator('.el-switch').click();
	const fields = ['result', 'seconds', 'deal'] as const;
	for (const name of fields) {
		if (name !== 'result') await editor.clickCovered(page.getByText('Add Body Field'));
		await editor.parameter('name').last().locator('input').fill(name);
		if (name === 'deal') await editor.unfoldInput('Split Out');
		await editor.map(VALUES[name], editor.parameter('value').last());
	}
	await editor.close(VALUES.deal);
	await canvas.connect({ node: 'No Answer?', output: 1 }, 'Update CRM');
}

test('a deal leads to calls and to a result in the CRM', async ({ editor, simulator, crm }) => {
	test.setTimeout(600_000);
	const { canvas, page } = editor;
	await canvas.openEmpty();
	const webhook = await addDeals(editor, crm);
	await addFirstCall(editor);
	await addSecondCall(editor);
	await addUpdateOfCrm(editor, crm);
	await canvas.tidyUp();
	expect(simulator.state.calls.map(({ to }) => to)).not.toContain(ANSWERS);

	await editor.executeWorkflow();
	await expect(page.getByText('Waiting for trigger event').first()).toBeVisible();
	await crm.announce(webhook, deals());
	for (const phone of [ANSWERS, DOES_NOT_ANSWER, NATIONAL]) {
		await simulator.play(await callTo(simulator, phone));
	}
	await simulator.play(await callTo(simulator, DOES_NOT_ANSWER, 2), 'completed', 90);
	await editor.succeeded();

	const numbers = calledNumbers(simulator);
	expect(numbers.slice(0, 3).sort()).toEqual([ANSWERS, DOES_NOT_ANSWER, NATIONAL]);
	expect(numbers.slice(3)).toEqual([DOES_NOT_ANSWER]);
	expect(crm.results).toEqual([
		{ deal: 'D-1', result: 'answered', seconds: 45 },
		{ deal: 'D-3', result: 'answered', seconds: 45 },
		{ deal: 'D-4', result: 'skipped' },
		{ deal: 'D-2', result: 'answered', seconds: 90 },
	]);
	await editor.pictureOfCanvas('story');
	await canvas.openPanel('Call');
	await expect(editor.output).toContainText('noAnswer');
	await editor.picture('make-and-wait');
});
