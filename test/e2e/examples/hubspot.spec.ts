import { callTo } from '../support/simulatedCalls';
import type { ImportedExample } from './support/examplePage';
import { chosenAgent } from './support/examplePage';
import { expect, test } from './support/fixtures';
import { IN_HOURS, WAITS } from './support/newYork';
import { configured } from './support/production';
import { nextWorkingDay } from './support/saoPaulo';
import { HubSpot } from './services/hubspot';

const FILE = 'hubspot-call-deal-contact.json';
const TRIGGER = 'Deal Changes Its Stage';
const TOKEN = 'token-of-a-private-app';

const ANSWERS = '+14155550100';
/** The simulator lets calls to such a number end without an answer. */
const DOES_NOT_ANSWER = '+14155550101';

const DEAL = 1001;
const CONTACT = 201;
const OWNER = 77;

const NEW_WEBSITE = { name: 'New website', contactIds: [CONTACT], ownerId: OWNER };

/** An account with one deal of a contact with this phone number. */
function hubSpotWith(phone?: string): HubSpot {
	const contact = { firstName: 'Ana', ...(phone === undefined ? {} : { phone }) };
	return new HubSpot(TOKEN, { [DEAL]: NEW_WEBSITE }, { [CONTACT]: contact });
}

/** Fills in what the example leaves empty. The trigger keeps its sample: a deal that reaches the stage. */
async function fill(
	example: ImportedExample,
	pin: Readonly<Record<string, readonly object[]>>,
	keep: readonly string[] = [],
	settings: Readonly<Record<string, number | string>> = {},
): Promise<void> {
	const nodes = ['Get Deal', 'Get Contact', 'Write Note on Deal', 'Create Task for Owner'];
	await example.fill({
		parameters: { 'Call Contact': { agentId: chosenAgent() }, ...configured(FILE, settings) },
		credentials: [{ type: 'hubspotAppToken', data: { appToken: TOKEN }, nodes }],
		pin,
		keep: [TRIGGER, ...keep],
	});
}

test('a deal reaches a stage in HubSpot, its contact is called, and the result is a note on the deal', async ({
	example,
	internet,
	simulator,
}) => {
	const hubSpot = internet.play(hubSpotWith('+1 (415) 555-0100'));
	const imported = await example.store(FILE);
	await fill(imported, IN_HOURS);

	const id = await imported.start(TRIGGER);
	await simulator.play(await callTo(simulator, ANSWERS));
	await imported.execution(id);

	expect(hubSpot.notes).toEqual([
		{ dealIds: [DEAL], body: `Talkover called ${ANSWERS}: completed, 45 seconds` },
	]);
	expect(hubSpot.tasks).toEqual([]);
});

test('a contact in HubSpot who does not answer is called again, and then the owner gets a task', async ({
	example,
	internet,
	simulator,
}) => {
	const hubSpot = internet.play(hubSpotWith(DOES_NOT_ANSWER));
	const imported = await example.store(FILE);
	// The pinned Wait node passes at once, as if the next working day had come.
	await fill(imported, IN_HOURS, ['Wait for Calling Hours']);

	const id = await imported.start(TRIGGER);
	for (const attempt of [1, 2]) {
		await simulator.play(await callTo(simulator, DOES_NOT_ANSWER, attempt));
	}
	await imported.execution(id);

	const note = {
		dealIds: [DEAL],
		body: `Talkover called ${DOES_NOT_ANSWER}: no-answer, 0 seconds`,
	};
	expect(hubSpot.notes).toEqual([note, note]);
	expect(hubSpot.tasks).toEqual([
		{
			subject: 'Call the contact of New website',
			body: 'Nobody answered the calls of the Talkover agent.',
			ownerId: OWNER,
			dealIds: [DEAL],
			contactIds: [CONTACT],
		},
	]);
});

for (const { whom, account, reason } of [
	{
		whom: 'a contact in HubSpot without a phone number',
		account: hubSpotWith(),
		reason: 'Phone',
	},
	{
		whom: 'a deal in HubSpot whose contact cannot be read',
		account: new HubSpot(TOKEN, { [DEAL]: NEW_WEBSITE }, {}),
		reason: 'could not be found',
	},
]) {
	test(`${whom} is a task for the owner`, async ({ example, internet, simulator }) => {
		const hubSpot = internet.play(account);
		const imported = await example.store(FILE);
		await fill(imported, IN_HOURS);

		await imported.run(TRIGGER);

		expect(hubSpot.notes).toEqual([]);
		expect(hubSpot.tasks).toEqual([
			expect.objectContaining({
				body: expect.stringContaining(reason),
				ownerId: OWNER,
				dealIds: [DEAL],
			}),
		]);
		expect(simulator.requests).toEqual([]);
	});
}

test('nobody in HubSpot is called outside calling hours: the execution waits for the next working day', async ({
	example,
	internet,
	simulator,
}) => {
	internet.play(hubSpotWith(ANSWERS));
	const imported = await example.store(FILE);
	for (const [when, localTime, until] of WAITS) {
		await fill(imported, { 'Get Local Time': [{ localTime }] });

		const waiting = await imported.execution(await imported.start(TRIGGER), 'waiting');

		expect(waiting.waitTill, when).toBe(until);
	}
	expect(simulator.requests).toEqual([]);
});

test('a contact in HubSpot who does not answer on a Friday is called again on Monday', async ({
	example,
	internet,
	simulator,
}) => {
	internet.play(hubSpotWith(DOES_NOT_ANSWER));
	const imported = await example.store(FILE);
	await fill(imported, { 'Get Local Time': [{ localTime: '2030-03-08T10:15:00.000-05:00' }] });

	const id = await imported.start(TRIGGER);
	await simulator.play(await callTo(simulator, DOES_NOT_ANSWER));
	const waiting = await imported.execution(id, 'waiting');

	expect(waiting.waitTill).toBe('2030-03-11T13:00:00.000Z');
});

test('the calling hours of the HubSpot example are those of the time zone in its configuration', async ({
	example,
	internet,
	simulator,
}) => {
	internet.play(hubSpotWith(ANSWERS));
	const imported = await example.store(FILE);
	// It is never before midnight, so the execution waits at any time.
	const settings = { timeZone: 'America/Sao_Paulo', firstHour: 0, lastHour: 0 };
	await fill(imported, {}, [], settings);
	const before = nextWorkingDay();

	const waiting = await imported.execution(await imported.start(TRIGGER), 'waiting');

	const midnights = [before, nextWorkingDay()].map((day) => `${day}T03:00:00.000Z`);
	expect(midnights).toContain(waiting.waitTill);
	expect(waiting.items('Get Local Time')).toEqual([
		{ localTime: expect.stringMatching(/-03:00$/) },
	]);
	expect(simulator.requests).toEqual([]);
});
