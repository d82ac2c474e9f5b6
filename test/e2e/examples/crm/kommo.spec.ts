import { callTo } from '../../support/simulatedCalls';
import { expect, test } from '../support/fixtures';
import { deliver, nthExecution } from '../support/production';
import type { StageExample } from '../support/stageScenario';
import { ANSWERS, publishStage, testStage } from '../support/stageScenario';
import { kommo, stageForm } from '../services/kommo';

const SUBDOMAIN = 'loja';
const TOKEN = 'long-lived-token';

const STAGE = 2002;
const LEAD = { name: 'Annual plan', stageId: STAGE, userId: 5005, contactIds: [6007, 6006] };
const NO_NUMBER = 'The phone number is empty';

/** An account with these leads of Ana Souza and of another contact, who isn't the main one of the lead 1001. */
function accountWith(main: Parameters<typeof kommo>[3][string], leads = { 1001: LEAD }) {
	const other = { name: 'Bia Lima', phone: '(11) 98888-7777' };
	return kommo(SUBDOMAIN, TOKEN, leads, { 6006: main, 6007: other });
}

const KOMMO: StageExample = {
	crm: 'Kommo',
	file: 'kommo-call-lead-contact.json',
	settings: { account: SUBDOMAIN },
	credentials: [
		{
			type: 'httpBearerAuth',
			data: { token: TOKEN },
			nodes: ['Get Lead', 'Get Contact', 'Write Note', 'Create Task'],
		},
	],
	accountWith,
	reached: () => stageForm(SUBDOMAIN, STAGE, [1001]),
	payload: { name: 'Ana Souza', lead: 'Annual plan' },
	note: (text) => ({ leadId: 1001, note_type: 'common', text }),
	unanswered: (day) => ({
		entity_type: 'leads',
		entity_id: 1001,
		responsible_user_id: LEAD.userId,
		task_type_id: 1,
		text: 'The agent called, and the contact didn’t answer.',
		complete_till: Date.parse(`${day}T13:00:00Z`) / 1000,
	}),
	uncalled: { entity_id: 1001, text: NO_NUMBER },
};

testStage(KOMMO);

test('only leads in the stage are called', async ({ world, example, internet, simulator }) => {
	const leads = {
		1001: LEAD,
		1002: { ...LEAD, stageId: STAGE + 1 },
		1003: { ...LEAD, name: 'Monthly plan', contactIds: [6007] },
		1004: { ...LEAD, contactIds: [] },
	};
	const contact = { name: 'Ana Souza', phone: ANSWERS.entered };
	const account = internet.play(accountWith(contact, leads));
	const imported = await publishStage(KOMMO, world, example);

	await deliver(world, imported, stageForm(SUBDOMAIN, STAGE, [1001, 1002, 1003, 1004]));
	for (const phone of [ANSWERS.called, '+5511988887777']) {
		await simulator.play(await callTo(simulator, phone));
	}
	await nthExecution(world, imported, 1);

	expect(account.notes.map(({ leadId }) => leadId)).toEqual([1001, 1003, 1004]);
	expect(account.tasks.map((task) => [task.entity_id, task.text])).toEqual([[1004, NO_NUMBER]]);
});
