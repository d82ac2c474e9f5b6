import { callRequests, callTo } from '../support/simulatedCalls';
import type { ImportedExample } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test } from './support/fixtures';
import { IN_HOURS, WAITS, dateInNewYork } from './support/newYork';
import { Pipedrive } from './services/pipedrive';

const FILE = 'pipedrive-call-deal-person.json';
const TRIGGER = 'Deal Changes';
const TOKEN = 'token-of-a-user';

const ANSWERS = '+14155550100';
/** The simulator lets calls to such a number end without an answer. */
const DOES_NOT_ANSWER = '+14155550101';

const PERSON = 201;
/** The person of the deals that nobody should be called about. */
const OTHER_PERSON = 202;

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
	now: Readonly<Record<string, readonly object[]>> = IN_HOURS,
): Promise<void> {
	const nodes = ['Get Person', 'Write Note on Deal', 'Create Activity for Owner'];
	await example.fill({
		parameters: { 'Call Person': { agentId: chosenAgent() } },
		credentials: [{ type: 'pipedriveApi', data: { apiToken: TOKEN }, nodes }],
		pin: { [TRIGGER]: events, ...now },
		keep,
	});
}

/** An account with a person with this number, who has another one as well, and another person. */
function pipedriveWith(phone: string): Pipedrive {
	const phones = [
		{ value: '+14155550199', primary: false },
		{ value: phone, primary: true },
	];
	const others = [{ value: '+14155550155', primary: true }];
	return new Pipedrive(TOKEN, {
		[PERSON]: { firstName: 'Ana', phones },
		[OTHER_PERSON]: { firstName: 'Ben', phones: others },
	});
}

test('a deal moves to a stage in Pipedrive, its person is called, and the result is a note on the deal', async ({
	example,
	internet,
	simulator,
}) => {
	const pipedrive = internet.play(pipedriveWith(ANSWERS));
	const imported = await example.store(FILE);
	const inAnotherStage = event({ id: 1002, stage_id: 3, person_id: OTHER_PERSON });
	const notMoved = event({ id: 1003, person_id: OTHER_PERSON }, { title: 'Website' });
	await fill(imported, [event(), inAnotherStage, notMoved]);

	const id = await imported.start(TRIGGER);
	await simulator.play(await callTo(simulator, ANSWERS));
	const execution = await imported.execution(id);

	// The pinned local time is one item, so the nodes behind it don't show what comes before.
	expect(execution.items('Get Person')).toEqual([expect.objectContaining({ id: PERSON })]);
	expect(pipedrive.notes).toEqual([
		{ deal_id: 1001, content: `Talkover called ${ANSWERS}: completed, 45 seconds` },
	]);
	expect(pipedrive.activities).toEqual([]);
	expect(callRequests(simulator)).toEqual([
		expect.objectContaining({
			to: ANSWERS,
			context: { firstName: 'Ana', deal: 'New website' },
		}),
	]);
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

	const before = dateInNewYork();
	const id = await imported.start(TRIGGER);
	for (const attempt of [1, 2]) {
		await simulator.play(await callTo(simulator, DOES_NOT_ANSWER, attempt));
	}
	await imported.execution(id);

	const note = {
		deal_id: 1001,
		content: `Talkover called ${DOES_NOT_ANSWER}: no-answer, 0 seconds`,
	};
	expect(pipedrive.notes).toEqual([note, note]);
	expect(pipedrive.activities).toEqual([
		expect.objectContaining({
			subject: 'Call the person of New website',
			type: 'call',
			note: 'Nobody answered the calls of the Talkover agent.',
			deal_id: 1001,
			owner_id: 77,
			due_date: expect.any(String),
		}),
	]);
	expect([before, dateInNewYork()]).toContain(pipedrive.activities[0]?.due_date);
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

test('nobody in Pipedrive is called outside calling hours: the execution waits for the next working day', async ({
	example,
	internet,
	simulator,
}) => {
	internet.play(pipedriveWith(ANSWERS));
	const imported = await example.store(FILE);
	for (const [when, localTime, until] of WAITS) {
		await fill(imported, [event()], [], { 'Get Local Time': [{ localTime }] });

		const waiting = await imported.execution(await imported.start(TRIGGER), 'waiting');

		expect(waiting.waitTill, when).toBe(until);
	}
	expect(simulator.requests).toEqual([]);
});
