import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { credentialFor, jsonOf, runTalkover, talkoverWorkflow } from '../harness/talkoverNode';
import { useSimulator } from '../harness/useSimulator';
import { startWorkflow } from '../harness/workflow';

const talkover = useSimulator();

const agentId = { __rl: true, mode: 'id', value: SEED.supportAgentId };

/** Each operation, told apart item by item in the request and in the answer. */
const OPERATIONS: Record<string, INodeParameters> = {
	'agent: create': { resource: 'agent', operation: 'create', name: '={{ $json.name }}' },
	'agent: updateCalling': {
		resource: 'agent',
		operation: 'updateCalling',
		agentId: { __rl: true, mode: 'id', value: '={{ $json.agentId }}' },
	},
	'flow: update': {
		resource: 'flow',
		operation: 'update',
		agentId,
		flowDefinition: 'fields',
		initialNodeId: 'a',
		nodes: { node: [{ id: 'a', type: 'end' }] },
		meta: { name: '={{ $json.name }}' },
	},
	'call: getActive': {
		resource: 'call',
		operation: 'getActive',
		agentId,
		phone: '={{ $json.phone }}',
	},
};

function items(count: number) {
	return Array.from({ length: count }, (_, index) => ({
		index,
		name: `agent ${index}`,
		agentId: `agent-${index}`,
		phone: `+1555${String(1_000_000 + index)}`,
	}));
}

/** Agents and calls for all items, so that each answer names its item. */
function populate(count: number): void {
	const [template] = talkover().state.agents;
	for (const { agentId: id, phone, name } of items(count)) {
		if (template) talkover().state.agents.push({ ...template, id, name });
		talkover().state.calls.push({
			id: `call of ${name}`,
			agent_id: SEED.supportAgentId,
			to: phone,
			status: 'ringing',
		});
	}
}

function nameIn(json: unknown): string | undefined {
	return /agent \d+/.exec(JSON.stringify(json))?.[0];
}

describe.each(Object.entries(OPERATIONS))('%s with 100 items', (_name, parameters) => {
	beforeEach(() => {
		populate(100);
	});

	test('keeps the order and the pairing of the input', async () => {
		// The first request is answered last, so that order cannot come by itself.
		const answerFirst = talkover().hold({ times: 1 });
		const running = runTalkover(talkover(), parameters, { items: items(100) });
		await talkover().received(100);
		answerFirst();

		const [output] = (await running).output('Talkover');
		expect(output?.map(({ json }) => nameIn(json))).toEqual(items(100).map(({ name }) => name));
		expect(output?.map(({ pairedItem }) => pairedItem)).toEqual(
			items(100).map(({ index }) => ({ item: index })),
		);
	});

	test('stops at item 50 with its number and the field', async () => {
		failAtItem50();

		const result = await runTalkover(talkover(), parameters, { items: items(100) });

		expect(result.error?.message).toMatch(
			/^Talkover did not accept the values – .+: Not this one\. \[item 50\]$/,
		);
		expect(result.error?.message).toContain('Conversation Speed: Not this one.');
		expect(result.error?.context.itemIndex).toBe(50);
		expect(result.error?.description).toContain(
			'Item 50 is number 51 of 100, because n8n counts from 0',
		);
		const [, done] =
			/(\d+) of 100 items were completed/.exec(result.error?.description ?? '') ?? [];
		const answered = talkover().requests.filter(({ status }) => status !== 422);
		expect(Number(done)).toBe(answered.length);
		expect(answered.length).toBeLessThan(61);
	});

	test('continues on fail: 99 results and one error item, in place', async () => {
		failAtItem50();

		const result = await runTalkover(talkover(), parameters, {
			items: items(100),
			settings: { onError: 'continueRegularOutput' },
		});

		const output = jsonOf(result);
		expect(output).toHaveLength(100);
		expect(output.map((json, index) => (json.error ? index : -1)).filter((i) => i >= 0)).toEqual([
			50,
		]);
		expect(output[50]).toEqual({
			message: 'Talkover did not accept the values – Conversation Speed: Not this one.',
			error: {
				kind: 'refused',
				statusCode: 422,
				description: '',
				fields: [
					{ field: 'conversation_speed', label: 'Conversation Speed', message: 'Not this one.' },
				],
			},
		});
		expect(result.output('Talkover')[0]?.[50]?.pairedItem).toEqual({ item: 50 });
	});

	test('continues on the error output: 99 items on the first, one on the second', async () => {
		failAtItem50();

		const result = await runTalkover(talkover(), parameters, {
			items: items(100),
			settings: { onError: 'continueErrorOutput' },
		});

		expect(jsonOf(result, 0)).toHaveLength(99);
		expect(jsonOf(result, 1)).toEqual([
			expect.objectContaining({
				index: 50,
				message: expect.stringContaining('Not this one.'),
				error: expect.objectContaining({ statusCode: 422 }),
			}),
		]);
	});
});

/** Refuses item 50, whichever operation sends it, with a field that agents have. */
function failAtItem50(): void {
	talkover().fail({
		when: ({ url, body }) => /agent-50\b|%2B15551000050/.test(url) || nameIn(body) === 'agent 50',
		fault: {
			kind: 'answer',
			status: 422,
			body: {
				success: false,
				message: 'The given data was invalid.',
				errors: { conversation_speed: ['Not this one.'] },
			},
		},
	});
}

test('the older "Continue On Fail" setting works as well', async () => {
	const result = await runTalkover(
		talkover(),
		{ ...OPERATIONS['call: getActive'], agentId: { __rl: true, mode: 'id', value: 'nobody' } },
		{ items: items(2), settings: { continueOnFail: true } },
	);

	expect(jsonOf(result)).toEqual([
		expect.objectContaining({ error: expect.objectContaining({ statusCode: 404 }) }),
		expect.objectContaining({ error: expect.objectContaining({ statusCode: 404 }) }),
	]);
});

test.each([
	[{}, 10],
	[{ maxConcurrency: 3 }, 3],
])('with options %j there are never more than %i requests under way', async (options, limit) => {
	const release = talkover().hold();
	const running = runTalkover(
		talkover(),
		{ resource: 'agent', operation: 'create', name: 'A', options },
		{ items: items(25) },
	);
	await talkover().received(limit);
	release();
	await running;

	expect(talkover().peakConcurrency).toBe(limit);
	expect(talkover().requests).toHaveLength(25);
});

test('all items are checked before the first one is sent, and one report lists every fault', async () => {
	const result = await runTalkover(
		talkover(),
		{ ...OPERATIONS['call: getActive'], phone: '={{ $json.phone }}' },
		{
			items: [{ phone: '+15551234567' }, { phone: 'x' }, { phone: '+15551234567' }, { phone: '' }],
		},
	);

	expect(result.error?.message).toBe(
		'2 of 4 items cannot be sent to Talkover – 2 points to fix [item 1]',
	);
	expect(result.error?.description?.split('<br>')).toEqual([
		expect.stringMatching(/^Item 1: Phone: "x" must begin with \+/),
		'Item 3: Phone: is required',
		'Nothing was sent. n8n counts items from 0',
	]);
	expect(talkover().requests).toEqual([]);
});

test('continuing on fail, only the items that can be sent are sent', async () => {
	const result = await runTalkover(
		talkover(),
		{ ...OPERATIONS['call: getActive'] },
		{
			items: [{ phone: '+15551234567' }, { phone: 'x' }, { phone: '+15551234567' }],
			settings: { onError: 'continueRegularOutput' },
		},
	);

	expect(talkover().requests).toHaveLength(2);
	expect(jsonOf(result)).toEqual([
		{ active: false, count: 0, calls: [] },
		{
			message: expect.stringContaining('This cannot be sent to Talkover – Phone: "x" must begin'),
			error: {
				kind: 'invalid',
				description: '',
				fields: [{ label: 'Phone', message: expect.any(String) }],
			},
		},
		{ active: false, count: 0, calls: [] },
	]);
});

test('an expression that cannot be evaluated is a fault of its item', async () => {
	const result = await runTalkover(talkover(), {
		...OPERATIONS['call: getActive'],
		phone: '={{ $("No Such Node").item.json.phone }}',
	});

	expect(result.error?.message).toMatch(/^This cannot be sent to Talkover – Phone: /);
	expect(talkover().requests).toEqual([]);
});

test.each([401, 403])('%i ends the run at once, even when continuing on fail', async (status) => {
	talkover().fail({ fault: { kind: 'answer', status, body: { message: 'Unauthenticated.' } } });

	const result = await runTalkover(
		talkover(),
		{ resource: 'agent', operation: 'create', name: 'A', options: { maxConcurrency: 1 } },
		{ items: items(5), settings: { onError: 'continueRegularOutput' } },
	);

	expect(talkover().requests).toHaveLength(1);
	expect(jsonOf(result)).toHaveLength(5);
	for (const json of jsonOf(result)) {
		expect(json.error).toMatchObject({ kind: 'unauthorized', statusCode: status });
	}
});

test('Stop ends the request under way, and nothing is sent afterwards', async () => {
	talkover().fail({ fault: { kind: 'silence' } });
	const { result, stop } = await startWorkflow({
		workflow: talkoverWorkflow({
			resource: 'agent',
			operation: 'create',
			name: 'A',
			options: { maxConcurrency: 2 },
		}),
		credential: credentialFor(talkover()),
		items: items(10),
	});
	await talkover().received(2);
	stop();

	expect((await result).status).toBe('canceled');
	expect(talkover().requests).toHaveLength(2);
});

test('no items give no requests and no output', async () => {
	const result = await runTalkover(talkover(), OPERATIONS['agent: create'] ?? {}, { items: [] });

	expect(jsonOf(result)).toEqual([]);
	expect(talkover().requests).toEqual([]);
});

test('an operation that this version does not have is said clearly', async () => {
	const result = await runTalkover(talkover(), { resource: 'agent', operation: 'teleport' });

	expect(result.error?.message).toBe(
		"This version of the Talkover node has no operation 'teleport' for 'agent'",
	);
});
