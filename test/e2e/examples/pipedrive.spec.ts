import { callTo } from '../support/simulatedCalls';
import type { ImportedExample } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test } from './support/fixtures';
import { Pipedrive } from './services/pipedrive';

const FILE = 'pipedrive-call-deal-person.json';
const TRIGGER = 'Deal Changes';
const TOKEN = 'token-of-a-user';

const ANSWERS = '+14155550100';
/** The simulator lets calls to such a number end without an answer. */
const DOES_NOT_ANSWER = '+14155550101';

const PERSON = 201;

/** A Tuesday in calling hours. */
const IN_HOURS = { 'Get Local Time': [{ localTime: '2030-03-12T10:15:00.000-04:00' }] };

/** A deal that has moved to the stage in the example's configuration, or the same with changes. */
function event(more: object = {}, previous: object = { stage_id: 1 }): object {
	const data = { id: 1001, title: 'New website', stage_id: 2, person_id: PERSON, owner_id: 77 };
	const meta = { action: 'change', entity: 'deal', version: '2.0' };
	return { data: { ...data, ...more }, previous, meta };
}

/** Fills in what the example leaves empty. */
async function fill(
	example: ImportedExample,
	events: readonly object[] = [event()],
	keep: readonly string[] = [],
): Promise<void> {
	const nodes = ['Get Person', 'Write Note on Deal', 'Create Activity for Owner'];
	await example.fill({
		parameters: { 'Call Person': { agentId: chosenAgent() } },
		credentials: [{ type: 'pipedriveApi', data: { apiToken: TOKEN }, nodes }],
		pin: { [TRIGGER]: events, ...IN_HOURS },
		keep,
	});
}

/** An account with one person with this number, who has another one as well. */
function pipedriveWith(phone: string): Pipedrive {
	const phones = [
		{ value: '+14155550199', primary: false },
		{ value: phone, primary: true },
	];
	return new Pipedrive(TOKEN, { [PERSON]: { firstName: 'Ana', phones } });
}

test('a deal moves to a stage in Pipedrive, its person is called, and the result is a note on the deal', async ({
	example,
	internet,
	simulator,
}) => {
	const pipedrive = internet.play(pipedriveWith(ANSWERS));
	const imported = await example.import(FILE);
	const inAnotherStage = event({ id: 1002, stage_id: 3 });
	const notMoved = event({ id: 1003 }, { title: 'Website' });
	await fill(imported, [event(), inAnotherStage, notMoved]);

	const id = await imported.start(TRIGGER);
	await simulator.play(await callTo(simulator, ANSWERS));
	await imported.execution(id);

	expect(pipedrive.notes).toEqual([
		{ deal_id: 1001, content: `Talkover called ${ANSWERS}: completed, 45 seconds` },
	]);
	expect(pipedrive.activities).toEqual([]);
});

test('a person in Pipedrive who does not answer is called again, and then the owner gets an activity', async ({
	example,
	internet,
	simulator,
}) => {
	const pipedrive = internet.play(pipedriveWith(DOES_NOT_ANSWER));
	const imported = await example.store(FILE);
	// The pinned Wait node passes at once, as if the next working day had come.
	await fill(imported, [event()], ['Wait for Calling Hours']);

	const id = await imported.start(TRIGGER);
	for (const attempt of [1, 2]) {
		await simulator.play(await callTo(simulator, DOES_NOT_ANSWER, attempt));
	}
	await imported.execution(id);

	expect(pipedrive.notes).toHaveLength(2);
	expect(pipedrive.activities).toEqual([
		expect.objectContaining({
			subject: 'Call the person of New website',
			type: 'call',
			note: 'Nobody answered the calls of the Talkover agent.',
			deal_id: 1001,
			owner_id: 77,
			due_date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
		}),
	]);
});

test('a deal in Pipedrive without a person is an activity for the owner', async ({
	example,
	internet,
	simulator,
}) => {
	const pipedrive = internet.play(pipedriveWith(ANSWERS));
	const imported = await example.store(FILE);
	await fill(imported, [event({ person_id: null })]);

	await imported.run(TRIGGER);

	expect(pipedrive.activities).toEqual([
		expect.objectContaining({ type: 'call', deal_id: 1001, owner_id: 77 }),
	]);
	expect(simulator.requests).toEqual([]);
});
