import type { Simulator } from '../../../simulator/simulator';
import { SEED } from '../../../simulator/state';
import type { Turn } from '../support/scriptedModel';
import type { Execution, ExamplePage } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test } from './support/fixtures';
import { OpenAi } from './services/openAi';

const TRIGGER = 'Chat With Your Team';
const ANA = { phone: '+1 212 555 0101', name: 'Ana Lima', reason: 'Her offer' };
const ANAS_NUMBER = '+12125550101';

const FROM = '2030-03-12T00:00:00Z';
const TO = '2030-03-13T00:00:00Z';

/** Lets somebody write in the chat. */
async function chat(example: ExamplePage, openAi: OpenAi, ...turns: Turn[]): Promise<Execution> {
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
	openAi.play(...turns);
	return imported.run(TRIGGER);
}

function dialed({ requests }: Simulator): unknown[] {
	return requests.filter(({ operationId }) => operationId === 'makeCall').map(({ body }) => body);
}

test('an AI agent looks at recent calls, and has the contact called about what the chat says', async ({
	example,
	internet,
	simulator,
}) => {
	const openAi = internet.play(new OpenAi());
	const execution = await chat(
		example,
		openAi,
		{ use: [{ phone: ANA.phone }], tool: 'Find_Recent_Calls' },
		{ use: [ANA], tool: 'Call_Contact' },
		{ say: 'I have started the call to Ana Lima.' },
	);

	expect(execution.items('Sales Assistant')).toEqual([
		{ output: 'I have started the call to Ana Lima.' },
	]);
	expect(openAi.messages('user')).toEqual(['Call Ana Lima at +1 212 555 0101 about her offer.']);
	expect(openAi.messages('system').join()).toContain('Never call a number twice for one request');
	expect(dialed(simulator)).toEqual([
		expect.objectContaining({
			to: ANAS_NUMBER,
			payload: { name: ANA.name, reason: ANA.reason },
		}),
	]);
	const recent = simulator.requests.filter(({ operationId }) => operationId === 'listCalls');
	expect(recent.map(({ url }) => url)).toEqual([expect.stringContaining('to=%2B12125550101')]);
});

test('an AI agent knows the tools of Talkover, and reads active calls and free slots', async ({
	example,
	internet,
	simulator,
}) => {
	const openAi = internet.play(new OpenAi());
	await chat(
		example,
		openAi,
		{ use: [{ phone: SEED.busyPhone }], tool: 'Check_Active_Call' },
		{ use: [{ from: FROM, to: TO }], tool: 'Find_Free_Slots' },
		{ say: 'Done.' },
	);

	const tools = openAi.tools().map(({ name }) => name);
	expect(tools.sort()).toEqual([
		...['Call_Contact', 'Check_Active_Call', 'Find_Free_Slots', 'Find_Recent_Calls'],
	]);
	const [active, slots] = openAi.answers().map((answer) => JSON.parse(answer) as unknown[]);
	expect(active).toEqual([expect.objectContaining({ active: true, count: 1 })]);
	expect(slots?.[0]).toEqual({ start_at: expect.any(String), end_at: expect.any(String) });
	expect(dialed(simulator)).toEqual([]);
});

test('a contact is called once, also if the model repeats itself', async ({
	example,
	internet,
	simulator,
}) => {
	const openAi = internet.play(new OpenAi());
	await chat(
		example,
		openAi,
		{ use: [ANA, ANA], tool: 'Call_Contact' },
		{ use: [ANA], tool: 'Call_Contact' },
		{ say: 'Done.' },
	);

	expect(dialed(simulator)).toHaveLength(1);
	expect(openAi.left).toBe(0);
});
