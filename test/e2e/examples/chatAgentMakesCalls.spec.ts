import { SEED } from '../../../simulator/state';
import type { Turn } from '../support/scriptedModel';
import type { Execution, ExamplePage, ImportedExample } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test } from './support/fixtures';
import { dateInNewYork } from './support/newYork';
import { OpenAi } from './services/openAi';
import { callRequests, queriesOf } from '../support/simulatedCalls';

const TRIGGER = 'Chat With Your Team';
const ANA = { phone: '+1 212 555 0101', name: 'Ana Lima', reason: 'Her offer' };
const ANAS_NUMBER = '+12125550101';

const FROM = '2030-03-12T00:00:00Z';
const TO = '2030-03-13T00:00:00Z';

/** Stores the example, and fills it in. The chat keeps its sample message. */
async function opened(example: ExamplePage, openAi: OpenAi): Promise<ImportedExample> {
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
	return imported;
}

/** Lets somebody write in the chat. */
async function chat(example: ExamplePage, openAi: OpenAi, ...turns: Turn[]): Promise<Execution> {
	const imported = await opened(example, openAi);
	openAi.play(...turns);
	return imported.run(TRIGGER);
}

test('an AI agent checks the number, looks at recent calls, and has the contact called about what the chat says', async ({
	example,
	internet,
	simulator,
}) => {
	const openAi = internet.play(new OpenAi());
	const weekBefore = dateInNewYork(-7);
	const execution = await chat(
		example,
		openAi,
		{ use: [{ phone: ANA.phone }], tool: 'Check_Number' },
		{ use: [{ phone: ANAS_NUMBER }], tool: 'Find_Recent_Calls' },
		{ use: [ANA], tool: 'Call_Contact' },
		{ say: 'I have started the call to Ana Lima.' },
	);

	expect(execution.items('Sales Assistant')).toEqual([
		{ output: 'I have started the call to Ana Lima.' },
	]);
	expect(openAi.messages('user')).toEqual(['Call Ana Lima at +1 212 555 0101 about her offer.']);
	expect(openAi.messages('system').join()).toContain('Never call a number twice for one request');
	expect(JSON.parse(openAi.answers()[0] ?? '')).toEqual([
		expect.objectContaining({ allowed: true, reason: null, message: null, to: ANAS_NUMBER }),
	]);
	expect(callRequests(simulator)).toEqual([
		expect.objectContaining({
			to: ANAS_NUMBER,
			payload: { name: ANA.name, reason: ANA.reason },
		}),
	]);
	const [recent, ...others] = queriesOf(simulator, 'listCalls');
	expect(recent).toMatchObject({ to: ANAS_NUMBER });
	expect([weekBefore, dateInNewYork(-7)]).toContain(recent?.date_from);
	expect(others).toEqual([]);
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

	const tools = openAi.tools();
	expect(tools.map(({ name }) => name).sort()).toEqual([
		...[
			'Call_Contact',
			'Check_Active_Call',
			'Check_Number',
			'Find_Free_Slots',
			'Find_Recent_Calls',
		],
	]);
	const ringing = tools.filter(({ description }) => description.includes('A real phone rings'));
	expect(ringing.map(({ name }) => name)).toEqual(['Call_Contact']);
	const [active, slots] = openAi.answers().map((answer) => JSON.parse(answer) as unknown[]);
	expect(active).toEqual([expect.objectContaining({ active: true, count: 1 })]);
	expect(slots?.[0]).toEqual({ start_at: expect.any(String), end_at: expect.any(String) });
	expect(callRequests(simulator)).toEqual([]);
});

test('an AI agent gets the reason why a number cannot be called, and no error', async ({
	example,
	internet,
	simulator,
}) => {
	const openAi = internet.play(new OpenAi());
	const phones = ['(212) 555-0101', '+1 212 555 01010', '+1 900 234 5678', ''];
	await chat(
		example,
		openAi,
		...phones.map((phone) => ({ use: [{ phone }], tool: 'Check_Number' })),
		{ say: 'Which number is it?' },
	);

	const checked = openAi.answers().flatMap((answer) => JSON.parse(answer) as object[]);
	const notAllowed = (reason: string, why: string): unknown =>
		expect.objectContaining({ allowed: false, reason, message: expect.stringContaining(why) });
	expect(checked).toEqual([
		notAllowed('invalidNumber', 'has no country code'),
		notAllowed('invalidNumber', 'has ten digits after +1'),
		notAllowed('premiumRate', 'is a premium-rate number'),
		notAllowed('invalidNumber', 'The phone number is empty'),
	]);
	expect(simulator.requests).toEqual([]);
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

	expect(callRequests(simulator)).toHaveLength(1);
	expect(openAi.left).toBe(0);
});

test('an AI agent remembers what was said before in the same chat', async ({
	example,
	internet,
}) => {
	const openAi = internet.play(new OpenAi());
	const imported = await opened(example, openAi);
	openAi.play({ say: 'To which number?' });
	await imported.run(TRIGGER);

	openAi.play({ say: 'Done.' });
	await imported.run(TRIGGER);

	const said = 'Call Ana Lima at +1 212 555 0101 about her offer.';
	expect(openAi.messages('user')).toEqual([said, said]);
});
