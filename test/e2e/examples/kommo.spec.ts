import type { World } from '../../../playground/world';
import { callRequests, callTo } from '../support/simulatedCalls';
import type { ExamplePage, ImportedExample } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test } from './support/fixtures';
import {
	configured,
	deliver,
	nthExecution,
	storeAndPublish,
	unpublishAll,
} from './support/production';
import { ANSWERS, ANY_HOUR, DOES_NOT_ANSWER, inTwoDays, nextWorkingDay } from './support/saoPaulo';
import { Kommo, stageForm } from './services/kommo';

const FILE = 'kommo-call-lead-contact.json';
const SUBDOMAIN = 'loja';
const TOKEN = 'token-de-longa-duracao';

const STAGE = 2002;
const LEAD = { name: 'Plano anual', stageId: STAGE, userId: 5005, contactIds: [6007, 6006] };

/** An account with the lead 1001, whose main contact has this phone number, and another contact. */
function accountWith(phone?: string): Kommo {
	const main = { name: 'Ana Souza', ...(phone === undefined ? {} : { phone }) };
	const other = { name: 'Bia Lima', phone: '(11) 98888-7777' };
	return new Kommo(SUBDOMAIN, TOKEN, { 1001: LEAD }, { 6006: main, 6007: other });
}

/** What Kommo posts for leads that have reached the stage. */
function moved(...ids: readonly number[]): URLSearchParams {
	return stageForm(
		SUBDOMAIN,
		ids.map((id) => ({ id, stageId: STAGE })),
	);
}

/** Imports the example, fills it in, and publishes it. */
async function published(
	world: World,
	example: ExamplePage,
	settings: Readonly<Record<string, number | string>> = ANY_HOUR,
): Promise<ImportedExample> {
	const nodes = ['Buscar lead', 'Buscar contato', 'Anotar resultado', 'Criar tarefa'];
	return storeAndPublish(world, example, FILE, {
		parameters: {
			...configured(FILE, { conta: SUBDOMAIN, ...settings }),
			'Ligar para o contato': { agentId: chosenAgent() },
		},
		credentials: [{ type: 'httpBearerAuth', data: { token: TOKEN }, nodes }],
	});
}

test.afterEach(async ({ world }) => unpublishAll(world));

test('a lead reaches a stage in Kommo, its main contact is called once, and the result is a note on the lead', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith(ANSWERS.entered));
	const imported = await published(world, example);

	await deliver(world, imported, moved(1001));
	await simulator.play(await callTo(simulator, ANSWERS.called));
	await nthExecution(world, imported, 1);
	await deliver(world, imported, moved(1001));
	await nthExecution(world, imported, 2);

	expect(account.notes).toEqual([
		{ leadId: 1001, note_type: 'common', text: 'O contato atendeu (45 segundos).' },
	]);
	expect(account.tasks).toEqual([]);
	expect(callRequests(simulator)).toEqual([
		expect.objectContaining({
			to: ANSWERS.called,
			payload: { nome: 'Ana Souza', lead: 'Plano anual' },
		}),
	]);
});

test('of several leads in one form of Kommo, those are called that are still in the stage', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith(ANSWERS.entered));
	account.leads[1002] = { ...LEAD, stageId: STAGE + 1 };
	account.leads[1003] = { ...LEAD, name: 'Plano mensal', contactIds: [6007] };
	const imported = await published(world, example);

	await deliver(world, imported, moved(1001, 1002, 1003));
	for (const phone of [ANSWERS.called, '+5511988887777']) {
		await simulator.play(await callTo(simulator, phone));
	}
	await nthExecution(world, imported, 1);

	expect(account.notes.map(({ leadId }) => leadId)).toEqual([1001, 1003]);
});

test('a contact in Kommo who does not answer is a task for the next working day', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith(DOES_NOT_ANSWER.entered));
	const imported = await published(world, example);
	const before = nextWorkingDay();

	await deliver(world, imported, moved(1001));
	await simulator.play(await callTo(simulator, DOES_NOT_ANSWER.called));
	await nthExecution(world, imported, 1);

	expect(account.notes.map(({ text }) => text)).toEqual(['O contato não atendeu.']);
	expect(account.tasks).toEqual([
		{
			entity_type: 'leads',
			entity_id: 1001,
			responsible_user_id: LEAD.userId,
			task_type_id: 1,
			text: 'Ligar para o contato. O agente ligou e ninguém atendeu.',
			complete_till: expect.any(Number),
		},
	]);
	const due = [before, nextWorkingDay()].map((day) => Date.parse(`${day}T13:00:00Z`) / 1000);
	expect(due).toContain(account.tasks[0]?.complete_till);
});

test('a lead in Kommo without a contact, or whose contact has no number, is a task and not called', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith());
	account.leads[1002] = { ...LEAD, contactIds: [] };
	const imported = await published(world, example);

	await deliver(world, imported, moved(1001, 1002));
	await nthExecution(world, imported, 1);

	expect(account.notes).toEqual([]);
	const text = 'Ligar para o contato. O agente não conseguiu: confira o telefone.';
	expect(account.tasks.map((task) => [task.entity_id, task.text]).sort()).toEqual([
		[1001, text],
		[1002, text],
	]);
	expect(simulator.requests).toEqual([]);
});

test('an execution for a lead in Kommo waits for the next hour in which calls are allowed', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	internet.play(accountWith(ANSWERS.entered));
	const { weekday, date } = inTwoDays();
	const hours = { diasDaSemana: `[${String(weekday)}]`, inicio: 9, fim: 18 };
	const imported = await published(world, example, hours);

	await deliver(world, imported, moved(1001));
	const waiting = await nthExecution(world, imported, 1, 'waiting');

	expect(waiting.waitTill).toBe(`${date}T12:00:00.000Z`);
	expect(simulator.requests).toEqual([]);
});
