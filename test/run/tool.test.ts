import type { IDataObject } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { callTool, fromAi } from '../support/n8n/tool';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const agentId = chosen(fromAi('agent'));
const LOOK_UP = { resource: 'call', operation: 'getActive', agentId, phone: fromAi('phone') };

test('an AI agent gets the response of an operation', async () => {
	const asked = { agent: SEED.salesAgentId, phone: '+1 (212) 555-0123' };
	const outcome = await callTool(talkover(), LOOK_UP, asked);

	expect(JSON.parse(String(outcome.json.answer))).toMatchObject([
		{ active: true, count: 1, calls: [expect.objectContaining({ id: 'call-uuid-1' })] },
	]);
});

const names = { name: fromAi('name'), language: fromAi('language') };
const CREATE = { resource: 'agent', operation: 'create', ...names };

/** The items that the tool returned, as the model reads them. */
function answerIn({ json, error }: Awaited<ReturnType<typeof callTool>>): unknown {
	expect(error).toBeUndefined();
	return JSON.parse(String(json.answer));
}

test('an AI agent gets all its mistakes in one response', async () => {
	const outcome = await callTool(talkover(), CREATE, { name: ' ', language: ' ' });

	expect(answerIn(outcome)).toMatchObject([
		{
			message: "Invalid input – check 'Name', 'Language'",
			error: {
				kind: 'invalid',
				description: 'Name: is required\nLanguage: is required\nNothing was sent for this item',
			},
		},
	]);
	expect(talkover().requests).toEqual([]);
});

const UNCLEAR = { agent: SEED.salesAgentId, phone: 'his mobile' };
const EXPLANATION = `Phone: "his mobile" contains characters that aren't part of a phone number: it must look like +12125550123`;

test('an AI agent gets an explanation of an invalid phone number', async () => {
	const outcome = await callTool(talkover(), LOOK_UP, UNCLEAR);

	expect(answerIn(outcome)).toMatchObject([{ message: expect.stringContaining(EXPLANATION) }]);
	expect(talkover().requests).toEqual([]);
});

const CHECK = {
	resource: 'call',
	operation: 'check',
	phone: fromAi('phone'),
	defaultCountry: 'US',
};

test('an AI agent gets the number that would be called, without a request', async () => {
	const outcome = await callTool(talkover(), CHECK, { phone: '(212) 555-0123' });

	expect(answerIn(outcome)).toEqual([
		{
			allowed: true,
			reason: null,
			message: null,
			to: '+12125550123',
			country: 'US',
			type: 'fixedLineOrMobile',
			national: '(212) 555-0123',
			timeZone: 'America/New_York',
			localTime: expect.any(String),
			...{ nextAllowedAt: null, callsInWindow: null, onCall: null },
		},
	]);
	expect(talkover().requests).toEqual([]);
});

test.each([
	['his mobile', 'invalidNumber', "contains characters that aren't part of a phone number"],
	['2026-11-22', 'invalidNumber', 'looks like a date'],
	['555-0123', 'invalidNumber', 'has no area code'],
	['+1 212 555 01230', 'invalidNumber', 'has ten digits after +1'],
	['', 'invalidNumber', 'The phone number is empty'],
	['+1 900 234 5678', 'premiumRate', 'is a premium-rate number'],
])('an AI agent that checks %j gets the reason instead of an error', async (phone, reason, why) => {
	// With 'Stop Workflow', a tool throws its errors instead of returning them.
	const settings = { onError: 'stopWorkflow' } as const;
	const outcome = await callTool(talkover(), CHECK, { phone }, settings);

	const [checked, ...others] = answerIn(outcome) as IDataObject[];
	expect(others).toEqual([]);
	expect(checked).not.toHaveProperty('error');
	expect(checked).toMatchObject({ allowed: false, reason, message: expect.stringMatching(/\w/) });
	expect(checked?.message).toContain(why);
	expect(talkover().requests).toEqual([]);
});

test("an AI agent gets Talkover's reasons for rejecting a request, and what to do", async () => {
	const errors = { name: ['The name is taken.'], language: ['The language is unknown.'] };
	const body = { success: false, message: 'The given data was invalid.', errors };
	talkover().answer(422, body, 'createAgent');

	const outcome = await callTool(talkover(), CREATE, { name: 'Ana', language: 'pt-BR' });

	expect(answerIn(outcome)).toMatchObject([
		{
			message: expect.stringContaining("check 'Name', 'Language'"),
			error: {
				statusCode: 422,
				description: expect.stringContaining(
					'Name: The name is taken.\nLanguage: The language is unknown.',
				),
			},
		},
	]);
});

test('an AI agent gets an explanation of an invalid token', async () => {
	talkover().fail({ fault: { kind: 'documented', status: 401 } });

	const outcome = await callTool(talkover(), LOOK_UP, { ...UNCLEAR, phone: '+12135230000' });

	expect(answerIn(outcome)).toMatchObject([{ error: { kind: 'unauthorized', statusCode: 401 } }]);
});

test('an AI agent gets an explanation of an invalid option', async () => {
	const options = { delaySeconds: -1 };
	const outcome = await callTool(talkover(), { ...LOOK_UP, operation: 'make', options }, UNCLEAR);

	expect(answerIn(outcome)).toMatchObject([
		{ message: expect.stringContaining('Delay (Seconds): must') },
	]);
});

test.each<[string, object]>([
	['On Error: Stop Workflow', { onError: 'stopWorkflow' }],
	['Retry On Fail', { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }],
])('a tool with %s throws its errors, because n8n requires that', async (_name, settings) => {
	const { error } = await callTool(talkover(), LOOK_UP, UNCLEAR, settings);

	expect(error?.message).toContain(EXPLANATION);
});

test('a tool with Retry On Fail calls nobody twice', async () => {
	talkover().fail({ operationId: 'makeCall', fault: { kind: 'resetAfter' }, times: 1 });
	const make = { resource: 'call', operation: 'make', agentId, phone: fromAi('phone') };
	const said = { phone: '+12135230000', agent: SEED.salesAgentId };
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	await callTool(talkover(), { ...make, rules: { skipIfActive: false } }, said, retry);

	expect(talkover().state.calls.filter(({ to }) => to === '+12135230000')).toHaveLength(1);
});
