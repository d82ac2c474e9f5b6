import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { callTool, fromAi } from '../support/n8n/tool';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const agentId = { __rl: true, mode: 'id', value: fromAi('agent') };

test.each<[string, INodeParameters, IDataObject, unknown]>([
	[
		'agent: create',
		{
			resource: 'agent',
			operation: 'create',
			name: fromAi('name'),
			language: fromAi('language'),
			direction: fromAi('direction'),
			initialMessage: fromAi('greeting'),
			enableRecording: fromAi('record', 'boolean'),
			additionalFields: {
				idleTimeSeconds: fromAi('idle', 'number'),
				label: fromAi('label'),
				phoneNumberIds: fromAi('numbers'),
				whoSpeaksFirst: fromAi('first'),
			},
			description: fromAi('description'),
		},
		{
			name: 'Ana',
			label: 'Ana, sales',
			language: 'pt-BR',
			direction: 'outbound',
			first: 'user',
			greeting: 'Oi!',
			numbers: 'phone-uuid-1,phone-uuid-2',
			idle: 7,
			record: false,
			description: 'Sells',
		},
		{
			name: 'Ana',
			label: 'Ana, sales',
			language: 'pt-BR',
			direction: 'outbound',
			who_speaks_first: 'user',
			initial_message: 'Oi!',
			phone_number_ids: ['phone-uuid-1', 'phone-uuid-2'],
			idle_time_seconds: 7,
			enable_recording: false,
			description: 'Sells',
		},
	],
	[
		'agent: updateCalling',
		{
			resource: 'agent',
			operation: 'updateCalling',
			agentId,
			direction: fromAi('direction'),
			removeAllNumbers: fromAi('remove', 'boolean'),
		},
		{ agent: SEED.draftAgentId, direction: 'inbound', remove: true },
		{ direction: 'inbound', phone_number_ids: [] },
	],
	[
		'flow: update from JSON',
		{
			resource: 'flow',
			operation: 'update',
			agentId,
			conversationMode: fromAi('mode'),
			flowDefinition: 'json',
			flowConfig: fromAi('flow', 'json'),
		},
		{
			agent: SEED.draftAgentId,
			mode: 'flow_driven',
			flow: { initial_node_id: 'a', nodes: [{ id: 'a', type: 'end' }] },
		},
		{
			conversation_mode: 'flow_driven',
			flow_config: { initial_node_id: 'a', nodes: [{ id: 'a', type: 'end' }] },
		},
	],
	[
		'flow: update from fields',
		{
			resource: 'flow',
			operation: 'update',
			agentId,
			flowDefinition: 'fields',
			initialNodeId: fromAi('entry'),
			nodes: {
				node: [
					{ id: 'hi', type: 'say', content: fromAi('greeting'), next: fromAi('next') },
					{ id: 'bye', type: fromAi('type') },
				],
			},
			meta: { name: fromAi('flowName') },
		},
		{
			agent: SEED.draftAgentId,
			entry: 'hi',
			greeting: 'Hello',
			next: 'bye',
			type: 'end',
			flowName: 'F',
		},
		{
			conversation_mode: 'flow_driven',
			flow_config: {
				initial_node_id: 'hi',
				meta: { name: 'F' },
				nodes: [
					{ id: 'hi', type: 'say', content: 'Hello', next: 'bye' },
					{ id: 'bye', type: 'end' },
				],
			},
		},
	],
])('an AI agent can fill in each parameter of %s', async (_name, parameters, args, body) => {
	const outcome = await callTool(talkover(), parameters, args);

	expect(outcome.error).toBeUndefined();
	expect(new Set(outcome.json.parameters as string[])).toEqual(new Set(Object.keys(args)));
	const [request, ...others] = talkover().requests.filter(
		({ operationId }) => operationId !== 'getAgent',
	);
	expect(others).toEqual([]);
	expect(request?.body).toMatchObject(body as object);
	expect(request?.status).toBeLessThan(300);
});

test('an AI agent gets the response of an operation', async () => {
	const outcome = await callTool(
		talkover(),
		{ resource: 'call', operation: 'getActive', agentId, phone: fromAi('phone') },
		{ agent: SEED.salesAgentId, phone: '+1 (212) 555-0123' },
	);

	expect(JSON.parse(String(outcome.json.answer))).toEqual([
		{ active: true, count: 1, calls: [expect.objectContaining({ id: 'call-uuid-1' })] },
	]);
});

test('the description of a tool is the action of its operation', async () => {
	const outcome = await callTool(
		talkover(),
		{ resource: 'call', operation: 'getActive', agentId, phone: fromAi('phone') },
		{ agent: SEED.salesAgentId, phone: '+12125550123' },
	);

	expect(outcome.json).toMatchObject({
		name: 'Talkover',
		description: 'Check for an active call with a phone number in Talkover',
	});
});

/** The items that the tool returned, as the model reads them. */
function answerIn({ json, error }: Awaited<ReturnType<typeof callTool>>): unknown {
	expect(error).toBeUndefined();
	return JSON.parse(String(json.answer));
}

test('an AI agent gets all its mistakes in one response', async () => {
	const outcome = await callTool(
		talkover(),
		{ resource: 'agent', operation: 'create', name: fromAi('name'), language: fromAi('language') },
		{ name: ' ', language: ' ' },
	);

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

const LOOK_UP = { resource: 'call', operation: 'getActive', agentId, phone: fromAi('phone') };
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
	options: { defaultCountry: 'US' },
};

test('an AI agent gets the number that would be called, without a request', async () => {
	const outcome = await callTool(talkover(), CHECK, { phone: '(212) 555-0123' });

	expect(outcome.json).toMatchObject({
		description: expect.stringMatching(/^Check a phone number/),
	});
	expect(answerIn(outcome)).toEqual([
		{
			allowed: true,
			reason: null,
			message: null,
			to: '+12125550123',
			country: 'US',
			type: 'fixedLineOrMobile',
			national: '(212) 555-0123',
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
	talkover().fail({ operationId: 'createAgent', fault: { kind: 'answer', status: 422, body } });

	const outcome = await callTool(
		talkover(),
		{ resource: 'agent', operation: 'create', name: fromAi('name'), language: fromAi('language') },
		{ name: 'Ana', language: 'pt-BR' },
	);

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
	const outcome = await callTool(
		talkover(),
		{ ...LOOK_UP, requests: { timeout: fromAi('timeout', 'number') } },
		{ ...UNCLEAR, timeout: 0 },
	);

	expect(answerIn(outcome)).toMatchObject([
		{ message: expect.stringContaining('Timeout (Seconds): must') },
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

	await callTool(talkover(), { ...make, options: { skipIfActive: false } }, said, retry);

	expect(talkover().state.calls.filter(({ to }) => to === '+12135230000')).toHaveLength(1);
});
