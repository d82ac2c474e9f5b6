import type { DealExample } from '../support/dealScenario';
import { testDeal } from '../support/dealScenario';
import { expect } from '../support/fixtures';
import { dateInNewYork } from '../support/newYork';
import { pipedrive } from '../services/pipedrive';

const TOKEN = 'token-of-a-user';

/** A deal that has moved to the stage in the example's configuration, or the same with changes. */
function event(more: object = {}, previous: object = { stage_id: 1 }): object {
	const data = { id: 1001, title: 'New website', stage_id: 2, person_id: 201, owner_id: 77 };
	const meta = { action: 'change', entity: 'deal', version: '2.0' };
	return { data: { ...data, ...more }, previous, meta };
}

/** An account whose person has another number as well, which isn't the primary one. */
function accountWith(phone: string) {
	const primary = { value: phone, primary: true };
	return pipedrive(TOKEN, { 201: [{ value: '+14155550199', primary: false }, primary] });
}

const PIPEDRIVE: DealExample = {
	crm: 'Pipedrive',
	file: 'pipedrive-call-deal-person.json',
	trigger: 'Deal Changes',
	events: [
		event(),
		// The person of these deals would be called as well.
		event({ id: 1002, stage_id: 3, person_id: 202 }),
		event({ id: 1003, person_id: 202 }, { title: 'Website' }),
	],
	call: 'Call Person',
	credentials: [
		{
			type: 'pipedriveApi',
			data: { apiToken: TOKEN },
			nodes: ['Get Person', 'Write Note on Deal', 'Create Activity for Owner'],
		},
	],
	accountWith,
	note: (content) => ({ deal_id: 1001, content }),
	unanswered: {
		subject: 'Call the person of New website',
		type: 'call',
		note: 'Nobody answered the calls of the Talkover agent.',
		deal_id: 1001,
		owner_id: 77,
		done: false,
		due_date: expect.stringMatching(`^(?:${dateInNewYork()}|${dateInNewYork(1)})$`),
	},
	notCalled: [
		{
			what: 'a deal in Pipedrive without a person',
			account: () => accountWith('+14155550100'),
			events: [event({ person_id: null })],
			task: { type: 'call', deal_id: 1001, owner_id: 77 },
		},
	],
};

testDeal(PIPEDRIVE);
