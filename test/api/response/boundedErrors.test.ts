import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../../tools/operations/examples/example';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';

const CREATE = { resource: 'agent', operation: 'create', name: 'A' };
const CONTINUE = { settings: { onError: 'continueRegularOutput' } } as const;
const talkover = useSimulator();

function answer(status: number, body: unknown): void {
	talkover().answer(status, body);
}

/** Runs one item that fails and returns the error as the editor shows it. */
async function shownFor(status: number, body: unknown, parameters: INodeParameters = CREATE) {
	answer(status, body);
	return shownError(await runTalkover(talkover(), parameters));
}

/** The body of a 422 with this many fields, whose names and texts have the given length. */
function fieldErrors(count: number, length = 0) {
	const entries = Array.from({ length: count }, (_, index) => [
		`field_${index}`.padEnd(length, 'x'),
		[`Field ${index} is invalid.`.padEnd(length, 'x')],
	]);
	return { message: 'The given data was invalid.', errors: Object.fromEntries(entries) as object };
}

describe('a response with 5,000 field errors results in a bounded error', () => {
	test('an error shows the first 50 of 5,000 field errors and counts the others', async () => {
		const { message, lines } = await shownFor(422, fieldErrors(5_000));

		expect(message).toBe(
			"Talkover rejected the request (HTTP 422) – check 'Field 0', 'Field 1', 'Field 2', 'Field 3', 'Field 4', 'Field 5', 'Field 6', 'Field 7', 'Field 8', 'Field 9' and others",
		);
		expect(lines).toHaveLength(52);
		expect(lines[49]).toBe('Field 49: Field 49 is invalid.');
		expect(lines[50]).toBe('… and 4,950 more');
	});

	test('an error item contains the first 50 of 5,000 field errors', async () => {
		answer(422, fieldErrors(5_000, 300));

		const [item] = jsonOf(await runTalkover(talkover(), CREATE, CONTINUE));

		const { fields, description } = item?.error as { fields: object[]; description: string };
		expect(fields).toHaveLength(50);
		expect(description).toContain('\n… and 4,950 more\n');
		expect(JSON.stringify(item).length).toBeLessThan(100_000);
	});
});

test.each<[string, unknown]>([
	['one message', { message: 'x'.repeat(1_000_000) }],
	['one field message', { errors: { name: ['x'.repeat(1_000_000)] } }],
	['a field name', { errors: { ['x'.repeat(1_000_000)]: ['Invalid'] } }],
	['a nested field name', { errors: { ['1.'.repeat(500_000)]: ['Invalid'] } }],
	['a code', { error: { code: 'X'.repeat(1_000_000), message: 'No' } }],
	['a detail', { message: 'No', details: { field: 'x'.repeat(1_000_000) } }],
	['a text', 'x'.repeat(1_000_000)],
])('%s of 1 MB results in a short error', async (_name, body) => {
	answer(422, body);

	const stopped = await runTalkover(talkover(), CREATE);
	const continued = await runTalkover(talkover(), CREATE, CONTINUE);

	expect(stopped.error?.message).toMatch(/^Talkover rejected the request \(HTTP 422\) – /);
	expect(JSON.stringify(stopped.error).length).toBeLessThan(20_000);
	expect(JSON.stringify(jsonOf(continued)).length).toBeLessThan(5_000);
});

test('a file address of 1 MB in a response results in a short error', async () => {
	const { message } = await shownFor(
		200,
		{ mp3_url: `ftp://${'x'.repeat(1_000_000)}` },
		{ resource: 'voiceTemplate', operation: 'getDemo', voiceTemplateId: chosen('voice-1') },
	);

	expect(message).toContain("isn't safe to open");
	expect(message.length).toBeLessThan(3_000);
});

test('an error about 5,000 invalid items lists the first 50 problems', async () => {
	const items = Array.from({ length: 5_000 }, () => ({}));

	const { message, lines } = shownError(
		await runTalkover(talkover(), { ...CREATE, name: '={{ "" }}' }, { items }),
	);

	expect(message).toBe('5000 of 5000 items have invalid input [item 0]');
	expect(lines).toHaveLength(52);
	expect(lines[49]).toBe('Item 49: Name is empty for this item: check the expression');
	expect(lines[50]).toBe('… and 4,950 more');
	expect(lines[51]).toMatch(/^Nothing was sent to Talkover\. .* set 'On Error'/);
});

test('an error counts the problems of every item, including items with many problems', async () => {
	const attendee = Array.from({ length: 60 }, () => ({ name: 'Ana', email: 'ana' }));
	const { lines } = shownError(
		await runTalkover(
			talkover(),
			{
				resource: 'calendarEvent',
				operation: 'create',
				calendarId: chosen(SEED.calendarId),
				title: 'Demo',
				startAt: '2027-01-18T16:00:00Z',
				endAt: '2027-01-18T16:30:00Z',
				attendees: { attendee },
			},
			{ items: [{}, {}] },
		),
	);

	expect(lines[49]).toContain('Item 0: Attendee 50, Email: must be an email address');
	expect(lines[50]).toBe('… and 70 more');
});

test('a name of 1 MB results in a short error', async () => {
	const variable = ['x', 'x'].map((letter) => ({ name: letter.repeat(1_000_000), value: '1' }));
	const { message } = shownError(
		await runTalkover(talkover(), {
			resource: 'flow',
			operation: 'update',
			agentId: chosen(SEED.supportAgentId),
			flowDefinition: 'fields',
			initialNodeId: 'a',
			nodes: { node: [{ id: 'a', type: 'end', properties: { property: variable } }] },
		}),
	);

	expect(message).toContain('Invalid input');
	expect(message.length).toBeLessThan(1_000);
});
