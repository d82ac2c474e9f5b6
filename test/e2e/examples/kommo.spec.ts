import { callTo } from '../support/simulatedCalls';
import { expect, test } from './support/fixtures';
import { deliver, nthExecution } from './support/production';
import { ANSWERS } from './support/saoPaulo';
import type { StageExample } from './support/stageScenario';
import { publishStage, testStage } from './support/stageScenario';
import { kommo, stageForm } from './services/kommo';

const SUBDOMAIN = 'loja';
const TOKEN = 'token-de-longa-duracao';

const STAGE = 2002;
const LEAD = { name: 'Plano anual', stageId: STAGE, userId: 5005, contactIds: [6007, 6006] };
const NO_NUMBER = 'Ligar para o contato. O agente não conseguiu: confira o telefone.';

/** An account with these leads of Ana Souza and of another contact, who isn't the main one of the lead 1001. */
function accountWith(main: Parameters<typeof kommo>[3][string], leads = { 1001: LEAD }) {
	const other = { name: 'Bia Lima', phone: '(11) 98888-7777' };
	return kommo(SUBDOMAIN, TOKEN, leads, { 6006: main, 6007: other });
}

const KOMMO: StageExample = {
	crm: 'Kommo',
	record: 'lead',
	file: 'kommo-call-lead-contact.json',
	settings: { conta: SUBDOMAIN },
	credentials: [
		{
			type: 'httpBearerAuth',
			data: { token: TOKEN },
			nodes: ['Buscar lead', 'Buscar contato', 'Anotar resultado', 'Criar tarefa'],
		},
	],
	accountWith,
	reached: () => stageForm(SUBDOMAIN, STAGE, [1001]),
	payload: { nome: 'Ana Souza', lead: 'Plano anual' },
	note: (text) => ({ leadId: 1001, note_type: 'common', text }),
	unanswered: (day) => ({
		entity_type: 'leads',
		entity_id: 1001,
		responsible_user_id: LEAD.userId,
		task_type_id: 1,
		text: 'Ligar para o contato. O agente ligou e ninguém atendeu.',
		complete_till: Date.parse(`${day}T13:00:00Z`) / 1000,
	}),
	uncalled: { entity_id: 1001, text: NO_NUMBER },
};

testStage(KOMMO);

test('of several leads in one form of Kommo, those are called that are still in the stage, and one without a contact is a task', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const leads = {
		1001: LEAD,
		1002: { ...LEAD, stageId: STAGE + 1 },
		1003: { ...LEAD, name: 'Plano mensal', contactIds: [6007] },
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

	expect(account.notes.map(({ leadId }) => leadId)).toEqual([1001, 1003]);
	expect(account.tasks.map((task) => [task.entity_id, task.text])).toEqual([[1004, NO_NUMBER]]);
});
