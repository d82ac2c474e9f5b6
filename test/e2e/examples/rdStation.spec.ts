import { callRequests, callTo } from '../support/simulatedCalls';
import type { World } from '../../../playground/world';
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
import { RdStation, dealEvent } from './services/rdStation';
import { ANSWERS, ANY_HOUR, DOES_NOT_ANSWER, inTwoDays, nextWorkingDay } from './support/saoPaulo';

const FILE = 'rd-station-call-deal-contact.json';
const TOKEN = 'token-da-conta';

const DEAL = { name: 'Plano anual', stage: 'Ligar para o contato', userId: 'usuario7' };

/** An account with the deal D1, whose contact has this phone number. */
function accountWith(phone?: string): RdStation {
	const contact = { name: 'Ana Souza', ...(phone === undefined ? {} : { phone }) };
	return new RdStation(TOKEN, { D1: { ...DEAL, contact } });
}

/** Imports the example, fills it in, and publishes it. */
async function published(
	world: World,
	example: ExamplePage,
	settings: Readonly<Record<string, number | string>> = ANY_HOUR,
): Promise<ImportedExample> {
	const nodes = ['Buscar negociação', 'Anotar resultado', 'Criar tarefa'];
	return storeAndPublish(world, example, FILE, {
		parameters: {
			...configured(FILE, settings),
			'Ligar para o contato': { agentId: chosenAgent() },
		},
		credentials: [{ type: 'httpQueryAuth', data: { name: 'token', value: TOKEN }, nodes }],
	});
}

test.afterEach(async ({ world }) => unpublishAll(world));

test('a deal reaches a stage in RD Station CRM, its contact is called once, and the result is a note on the deal', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith(ANSWERS.entered));
	const imported = await published(world, example);

	await deliver(world, imported, dealEvent('D1', DEAL));
	await simulator.play(await callTo(simulator, ANSWERS.called));
	await nthExecution(world, imported, 1);
	await deliver(world, imported, dealEvent('D1', DEAL));
	await nthExecution(world, imported, 2);

	expect(account.notes).toEqual([
		{ deal_id: 'D1', user_id: DEAL.userId, text: 'O contato atendeu (45 segundos).' },
	]);
	expect(account.tasks).toEqual([]);
	expect(callRequests(simulator)).toEqual([
		expect.objectContaining({
			to: ANSWERS.called,
			payload: { nome: 'Ana Souza', negociacao: 'Plano anual' },
		}),
	]);
});

test('a contact in RD Station CRM who does not answer is a task for the next working day', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith(DOES_NOT_ANSWER.entered));
	const imported = await published(world, example);
	const before = nextWorkingDay();

	await deliver(world, imported, dealEvent('D1', DEAL));
	await simulator.play(await callTo(simulator, DOES_NOT_ANSWER.called));
	await nthExecution(world, imported, 1);

	expect(account.notes.map(({ text }) => text)).toEqual(['O contato não atendeu.']);
	expect(account.tasks).toEqual([
		{
			deal_id: 'D1',
			user_ids: [DEAL.userId],
			type: 'call',
			subject: 'Ligar para o contato',
			notes: 'O agente ligou e o contato não atendeu.',
			date: expect.any(String),
			hour: '10:00',
		},
	]);
	expect([before, nextWorkingDay()]).toContain(account.tasks[0]?.date);
});

test('a contact in RD Station CRM without a phone number is a task and not called', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith());
	const imported = await published(world, example);

	await deliver(world, imported, dealEvent('D1', DEAL));
	await nthExecution(world, imported, 1);

	expect(account.notes).toEqual([]);
	expect(account.tasks.map(({ notes }) => notes)).toEqual([
		'O agente não conseguiu ligar. Confira o telefone do contato.',
	]);
	expect(simulator.requests).toEqual([]);
});

test('nobody is called for a deal in RD Station CRM that is in another stage, lost, or has moved on meanwhile', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const account = internet.play(accountWith(ANSWERS.entered));
	account.deals.D2 = { ...DEAL, stage: 'Proposta', contact: { name: 'Ana', phone: '11912345678' } };
	const imported = await published(world, example);

	await deliver(world, imported, dealEvent('D1', { ...DEAL, stage: 'Proposta' }));
	await deliver(world, imported, dealEvent('D1', DEAL, 'lost'));
	await deliver(world, imported, dealEvent('D2', DEAL));
	for (const nth of [1, 2, 3]) await nthExecution(world, imported, nth);

	expect(simulator.requests).toEqual([]);
	expect(account.notes).toEqual([]);
	expect(account.tasks).toEqual([]);
});

test('an execution for a deal in RD Station CRM waits for the next hour in which calls are allowed', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	internet.play(accountWith(ANSWERS.entered));
	const { weekday, date } = inTwoDays();
	const hours = { diasDaSemana: `[${String(weekday)}]`, inicio: 9, fim: 18 };
	const imported = await published(world, example, hours);

	await deliver(world, imported, dealEvent('D1', DEAL));
	const waiting = await nthExecution(world, imported, 1, 'waiting');

	expect(waiting.waitTill).toBe(`${date}T12:00:00.000Z`);
	expect(simulator.requests).toEqual([]);
});
