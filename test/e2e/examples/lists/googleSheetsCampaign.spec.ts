import { SEED } from '../../../../tools/simulator/state';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { CHOSEN_SHEET, googleSheets, sheetsCredential } from '../services/googleSheets';

const FILE = 'google-sheets-campaign.json';
const SHEETS = ['Read List', 'Write Queued to Row', 'Write Result to Row'];

const ROWS = [
	['Name', 'Phone', 'Result', 'Seconds', 'Updated At'],
	['Ana', '(415) 555-0120'],
	['Ben', '+1 415 555 0121', 'completed'],
	['Cleo', 'ask at the desk'],
	['Dan', '+1 415 555 0123'],
];

const event = (name: string, sheetPhone: string, body = {}) => ({
	event: name,
	context: { sheetPhone },
	body,
});

test('each new row is added once and gets its result', async ({ example, internet, simulator }) => {
	const sheet = internet.play(googleSheets(ROWS.map((row) => [...row])));
	const imported = await example.store(FILE);
	const chosen = { __rl: true, mode: 'list', value: SEED.activeCampaignId };
	await imported.fill({
		parameters: {
			...Object.fromEntries(SHEETS.map((name) => [name, CHOSEN_SHEET])),
			'Create the Campaign': { agentId: chosenAgent() },
			'Add to the Campaign': { campaignId: chosen },
		},
		credentials: [sheetsCredential(...SHEETS)],
		pin: {
			'Campaign Call': [
				event('campaign_call.completed', '(415) 555-0120', { duration: 45 }),
				event('campaign_call.retry_scheduled', '+1 415 555 0123'),
			],
		},
		keep: ['Run Once', 'Every Working Day at 9'],
	});
	const added = () =>
		simulator.requests.filter(({ url, method }) => method === 'POST' && /\/calls?$/.test(url));

	await imported.run('Run Once');
	expect(simulator.state.campaigns.at(-1)).toMatchObject({
		status: 'active',
		max_retries: 3,
		success_cooldown_hours: 168,
		voicemail_cooldown_hours: 24,
	});

	await imported.run('Every Working Day at 9');
	await imported.run('Every Working Day at 9');
	// Several are added at once, so they may arrive in any order.
	const contexts = added().map(({ body }) => (body as { context: object }).context);
	expect(contexts).toHaveLength(2);
	expect(contexts).toContainEqual({ sheetPhone: '(415) 555-0120' });
	expect(contexts).toContainEqual({ sheetPhone: '+1 415 555 0123' });
	expect([2, 3, 5].map((row) => sheet.cell(row, 'Result'))).toEqual([
		'queued',
		'completed',
		'queued',
	]);
	expect(sheet.cell(4, 'Result')).toContain('phone number');

	await imported.run('Campaign Call');
	expect([2, 5].map((row) => sheet.cell(row, 'Result'))).toEqual([
		'completed',
		'will be called again',
	]);
	expect(sheet.cell(2, 'Seconds')).toBe(45);
});
