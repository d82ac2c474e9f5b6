import { expect, test } from './support/fixtures';
import { deliver, nthExecution } from './support/production';
import { dealEvent, rdStation } from './services/rdStation';
import { ANSWERS } from './support/saoPaulo';
import type { StageExample } from './support/stageScenario';
import { publishStage, testStage } from './support/stageScenario';

const TOKEN = 'token-da-conta';

const DEAL = { name: 'Plano anual', stage: 'Ligar para o contato', userId: 'usuario7' };

const RD_STATION: StageExample = {
	crm: 'RD Station CRM',
	record: 'deal',
	file: 'rd-station-call-deal-contact.json',
	credentials: [
		{
			type: 'httpQueryAuth',
			data: { name: 'token', value: TOKEN },
			nodes: ['Buscar negociação', 'Anotar resultado', 'Criar tarefa'],
		},
	],
	accountWith: (contact) => rdStation(TOKEN, { D1: { ...DEAL, contact } }),
	reached: () => dealEvent('D1', DEAL),
	payload: { nome: 'Ana Souza', negociacao: 'Plano anual' },
	note: (text) => ({ deal_id: 'D1', user_id: DEAL.userId, text }),
	unanswered: (day) => ({
		deal_id: 'D1',
		user_ids: [DEAL.userId],
		type: 'call',
		subject: 'Ligar para o contato',
		notes: 'O agente ligou e o contato não atendeu.',
		date: day,
		hour: '10:00',
	}),
	uncalled: { notes: 'O agente não conseguiu ligar. Confira o telefone do contato.' },
};

testStage(RD_STATION);

test('nobody is called for a deal in RD Station CRM that is in another stage, lost, or has moved on meanwhile', async ({
	world,
	example,
	internet,
	simulator,
}) => {
	const contact = { name: 'Ana Souza', phone: ANSWERS.entered };
	const moved = { ...DEAL, stage: 'Proposta', contact };
	const account = internet.play(rdStation(TOKEN, { D1: { ...DEAL, contact }, D2: moved }));
	const imported = await publishStage(RD_STATION, world, example);

	await deliver(world, imported, dealEvent('D1', moved));
	await deliver(world, imported, dealEvent('D1', DEAL, 'lost'));
	await deliver(world, imported, dealEvent('D2', DEAL));
	for (const nth of [1, 2, 3]) await nthExecution(world, imported, nth);

	expect(simulator.requests).toEqual([]);
	expect([account.notes, account.tasks]).toEqual([[], []]);
});
