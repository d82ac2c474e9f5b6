import { expect, test } from '../support/fixtures';
import { deliver, nthExecution } from '../support/production';
import { dealEvent, rdStation } from '../services/rdStation';
import type { StageExample } from '../support/stageScenario';
import { ANSWERS, publishStage, testStage } from '../support/stageScenario';

const TOKEN = 'token-of-the-account';

const DEAL = { name: 'Annual plan', stage: 'Call the contact', userId: 'user7' };

const RD_STATION: StageExample = {
	crm: 'RD Station CRM',
	file: 'rd-station-call-deal-contact.json',
	credentials: [
		{
			type: 'httpQueryAuth',
			data: { name: 'token', value: TOKEN },
			nodes: ['Get Deal', 'Write Note', 'Create Task'],
		},
	],
	accountWith: (contact) => rdStation(TOKEN, { D1: { ...DEAL, contact } }),
	reached: () => dealEvent('D1', DEAL),
	payload: { name: 'Ana Souza', deal: 'Annual plan' },
	note: (text) => ({ deal_id: 'D1', user_id: DEAL.userId, text }),
	unanswered: (day) => ({
		deal_id: 'D1',
		user_ids: [DEAL.userId],
		type: 'call',
		subject: 'Call the contact',
		notes: 'The agent called, and the contact didn’t answer.',
		date: day,
		hour: '10:00',
	}),
	uncalled: { notes: 'The phone number is empty' },
};

testStage(RD_STATION);

test('a deal that moved on is not called', async ({ world, example, internet, simulator }) => {
	const contact = { name: 'Ana Souza', phone: ANSWERS.entered };
	const moved = { ...DEAL, stage: 'Proposal', contact };
	const account = internet.play(rdStation(TOKEN, { D1: { ...DEAL, contact }, D2: moved }));
	const imported = await publishStage(RD_STATION, world, example);

	await deliver(world, imported, dealEvent('D1', moved));
	await deliver(world, imported, dealEvent('D1', DEAL, 'lost'));
	await deliver(world, imported, dealEvent('D2', DEAL));
	for (const nth of [1, 2, 3]) await nthExecution(world, imported, nth);

	expect(simulator.requests).toEqual([]);
	expect([account.notes, account.tasks]).toEqual([[], []]);
});
