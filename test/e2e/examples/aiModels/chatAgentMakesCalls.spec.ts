import { SEED } from '../../../../tools/simulator/state';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { dateInNewYork } from '../support/newYork';
import { OpenAi } from '../services/openAi';
import { callRequests, queriesOf } from '../../support/simulatedCalls';

const TRIGGER = 'Chat With Your Team';
const ANA = { phone: '+1 212 555 0101', name: 'Ana Lima', reason: 'Her offer' };
const ANAS_NUMBER = '+12125550101';

test('an AI agent reads, calls once and remembers', async ({ example, internet, simulator }) => {
	const openAi = internet.play(new OpenAi());
	const imported = await example.store('chat-agent-makes-calls.json');
	await imported.fill({
		parameters: {
			'OpenAI Model': { model: openAi.chosenModel },
			'Check Active Call': { agentId: chosenAgent() },
			'Call Contact': { agentId: chosenAgent() },
			'Find Free Slots': { calendarId: { __rl: true, mode: 'list', value: SEED.calendarId } },
		},
		credentials: [openAi.credential('OpenAI Model')],
		keep: [TRIGGER],
	});
	const weekBefore = dateInNewYork(-7);
	openAi.play(
		{ use: [{ phone: ANA.phone }, { phone: '(212) 555-0101' }], tool: 'Check_Number' },
		{ use: [{ phone: ANAS_NUMBER }], tool: 'Find_Recent_Calls' },
		{ use: [{ phone: SEED.busyPhone }], tool: 'Check_Active_Call' },
		{
			use: [{ from: '2030-03-12T00:00:00Z', to: '2030-03-13T00:00:00Z' }],
			tool: 'Find_Free_Slots',
		},
		{ use: [ANA, ANA], tool: 'Call_Contact' },
		{ use: [ANA], tool: 'Call_Contact' },
		{ say: 'I have started the call to Ana Lima.' },
	);

	const execution = await imported.run(TRIGGER);

	const output = 'I have started the call to Ana Lima.';
	expect(execution.items('Sales Assistant')).toEqual([{ output }]);
	const tools = openAi.tools();
	expect(tools.map(({ name }) => name).sort()).toEqual(
		['Call_Contact', 'Check_Active_Call', 'Check_Number', 'Find_Free_Slots'].concat(
			'Find_Recent_Calls',
		),
	);
	const ringing = tools.filter(({ description }) => description.includes('A real phone rings'));
	expect(ringing.map(({ name }) => name)).toEqual(['Call_Contact']);
	expect(openAi.messages('system').join()).toContain('Never call a number twice for one request');
	const answers = openAi.answers().map((answer) => JSON.parse(answer) as unknown[]);
	const [checked, foreign, , active, slots] = answers;
	expect(checked).toMatchObject([{ allowed: true, reason: null, message: null, to: ANAS_NUMBER }]);
	expect(foreign).toMatchObject([{ allowed: false, reason: 'invalidNumber' }]);
	expect(active).toMatchObject([{ active: true, count: 1 }]);
	expect(slots?.[0]).toMatchObject({
		start_at: expect.any(String),
		start_local: expect.any(String),
	});
	const payload = { name: ANA.name, reason: ANA.reason };
	expect(callRequests(simulator)).toEqual([expect.objectContaining({ to: ANAS_NUMBER, payload })]);
	const [recent, ...others] = queriesOf(simulator, 'listCalls');
	expect(recent).toMatchObject({ to: ANAS_NUMBER });
	expect([weekBefore, dateInNewYork(-7)]).toContain(recent?.date_from);
	expect([others, openAi.left]).toEqual([[], 0]);

	openAi.play({ say: 'Done.' });
	await imported.run(TRIGGER);

	const said = 'Call Ana Lima at +1 212 555 0101 about her offer.';
	expect(openAi.messages('user')).toEqual([said, said]);
});
