import type { INodeParameters } from 'n8n-workflow';

import { exampleOf } from '../../tools/operations/examples';
import { SEED } from '../../tools/simulator/state';
import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const CREATE = { resource: 'agent', operation: 'create', name: '=A {{ $itemIndex }}' };
const GET_ACTIVE = {
	resource: 'call',
	operation: 'getActive',
	agentId: chosen(SEED.supportAgentId),
	phone: '={{ $json.phone }}',
};

const PHONES = [{ phone: '+12135000000' }, { phone: '+12135000001' }];

function manyItems(count: number) {
	return Array.from({ length: count }, (_, index) => ({ index, phone: `+1212555${1000 + index}` }));
}

test('the older "Continue On Fail" setting is supported', async () => {
	const result = await runTalkover(
		talkover(),
		{ ...GET_ACTIVE, agentId: chosen('nobody') },
		{ items: PHONES, settings: { continueOnFail: true } },
	);

	expect(jsonOf(result)).toEqual([
		expect.objectContaining({ error: expect.objectContaining({ statusCode: 404 }) }),
		expect.objectContaining({ error: expect.objectContaining({ statusCode: 404 }) }),
	]);
});

const MAKE = { ...GET_ACTIVE, operation: 'make', rules: { skipIfActive: false } };

test.each<[string, number, INodeParameters, RequestSettings]>([
	['3 Requests at Once', 3, CREATE, { requestsAtOnce: 3 }],
	['calls', 10, MAKE, {}],
	['calls and 20 Requests at Once', 10, MAKE, { requestsAtOnce: 20 }],
	['calls and 3 Requests at Once', 3, MAKE, { requestsAtOnce: 3 }],
])('with %s, at most %i requests are in progress', async (_case, limit, parameters, credential) => {
	const release = talkover().hold();
	const running = runTalkover(talkover(), parameters, { credential, items: manyItems(25) });
	await talkover().received(limit);
	release();
	await running;

	expect(talkover().peakConcurrency).toBe(limit);
	expect(talkover().requests).toHaveLength(25);
});

const agentId = { __rl: true, mode: 'id', value: SEED.supportAgentId };
const state = () => talkover().state;

test.each<[string, INodeParameters, () => unknown]>([
	[
		'Agent: Update Calling',
		{
			resource: 'agent',
			operation: 'updateCalling',
			agentId,
			direction: '={{ $json.on ? "outbound" : "inbound" }}',
		},
		() => state().agents.find(({ id }) => id === SEED.supportAgentId)?.direction === 'outbound',
	],
	[
		'Training: Create or Update',
		{
			...{ resource: 'training', operation: 'upsert', agentId, nodeId: 'hours' },
			...{ subject: 'Hours', instructions: '={{ String($json.on) }}' },
		},
		() => state().trainings.find(({ node_id: key }) => key === 'hours')?.instructions === 'true',
	],
	[
		'Webhook: Enable or Disable',
		{
			...{ resource: 'webhook', operation: 'toggle', source: 'agent', agentId },
			webhookId: { ...agentId, value: SEED.webhookId },
			enabled: '={{ $json.on }}',
		},
		() => state().webhooks.find(({ id }) => id === SEED.webhookId)?.enabled,
	],
])('%s: the last of several items about the same thing decides', async (_name, update, isOn) => {
	const release = talkover().hold({ times: 1 });
	const items = [false, true, false, true].map((on) => ({ on }));
	const running = runTalkover(talkover(), update, { items });
	await talkover().received(1);
	// Any other item would have sent its request before this one is answered.
	await fetch(`${talkover().url}/health`);
	expect(talkover().requests).toHaveLength(2);
	release();

	expect(jsonOf(await running)).toHaveLength(4);
	expect(isOn()).toBe(true);
});

test.each(['call.end', 'callbackAgent.check', 'flow.validate'])(
	'%s: items about the same agent do not wait for each other',
	async (name) => {
		const [resource, operation] = name.split('.');
		const { parameters } = exampleOf(name);
		const release = talkover().hold({ times: 1 });
		const items = [0, 1, 2].map((index) => ({ index }));
		const running = runTalkover(talkover(), { ...parameters, resource, operation }, { items });
		await Promise.race([running, talkover().received(3)]);
		expect(talkover().requests).toHaveLength(3);
		release();

		await running;
	},
);

test('an item that waits for another one about the same thing is not sent if that fails', async () => {
	talkover().answer(422, {}, { times: 1 });
	const update = { resource: 'agent', operation: 'updateCalling', agentId, direction: 'inbound' };

	const { error } = await runTalkover(talkover(), update, { items: manyItems(3) });

	expect(error?.message).toContain('(HTTP 422)');
	expect(talkover().requests).toHaveLength(1);
});

test('all items are checked before the first request, and one report lists every fault', async () => {
	const result = await runTalkover(talkover(), GET_ACTIVE, {
		items: [{ phone: '+12125550123' }, { phone: 'x' }, { phone: '+12125550123' }, { phone: '' }],
	});

	expect(result.error?.message).toBe('2 of 4 items have invalid input [item 1]');
	expect(result.error?.description?.split('<br>')).toEqual([
		expect.stringMatching(/^Item 1: Phone: "x" contains characters that aren't/),
		'Item 3: Phone is empty for this item: check the expression',
		"Nothing was sent to Talkover. n8n counts items from 0. To continue with the other items, set 'On Error' in the node's settings to 'Continue'",
	]);
	expect(talkover().requests).toEqual([]);
});

test('only a missing value with an expression is said to be empty for the item', async () => {
	const { error } = await runTalkover(talkover(), { ...GET_ACTIVE, agentId: chosen(' ') });

	expect(error?.description?.split('<br>').slice(0, 2)).toEqual([
		'Agent: is required: choose an agent from the list, or enter its ID',
		'Phone is empty for this item: check the expression',
	]);
});

test('On Error: Continue sends only the valid items', async () => {
	const result = await runTalkover(talkover(), GET_ACTIVE, {
		items: [{ phone: '+12125550123' }, { phone: 'x' }, { phone: '+12125550123' }],
		settings: { onError: 'continueRegularOutput' },
	});

	expect(
		talkover()
			.requests.map(({ operationId }) => operationId)
			.sort(),
	).toEqual(['getActiveCall', 'getActiveCall', 'getAgent']);
	expect(jsonOf(result)).toMatchObject([
		{ active: false, count: 0, calls: [] },
		{
			message: expect.stringContaining('Invalid input – Phone: "x" contains characters'),
			error: {
				kind: 'invalid',
				description: 'Nothing was sent for this item',
				fields: [{ label: 'Phone', message: expect.any(String) }],
			},
		},
		{ active: false, count: 0, calls: [] },
	]);
});

test('an expression that fails is reported as a fault of its item', async () => {
	const result = await runTalkover(talkover(), {
		...GET_ACTIVE,
		phone: '={{ $("No Such Node").item.json.phone }}',
	});

	expect(result.error?.message).toMatch(/^Invalid input – Phone: /);
	expect(talkover().requests).toEqual([]);
});

test.each([
	[401, 'ends the run', 1, 'unauthorized'],
	[403, 'concerns only its item', 5, 'rejected'],
])('with On Error: Continue, a %i %s', async (status, _what, requests, kind) => {
	talkover().answer(status, { message: 'Unauthenticated.' });

	const result = await runTalkover(talkover(), CREATE, {
		credential: ONE_AT_ONCE,
		items: manyItems(5),
		settings: { onError: 'continueRegularOutput' },
	});

	expect(talkover().requests).toHaveLength(requests);
	expect(jsonOf(result)).toHaveLength(5);
	for (const json of jsonOf(result)) {
		expect(json.error).toMatchObject({ kind, statusCode: status });
	}
});

test('the failed item with the lowest number is reported', async () => {
	const answerItem1 = talkover().hold({ when: ({ body }) => hasName(body, 'item 1') });
	talkover().fail({ when: ({ body }) => hasName(body, 'item 3'), fault: refused('three') });
	const running = runTalkover(
		talkover(),
		{
			...CREATE,
			name: '=item {{ $json.index }}',
			phoneNumberIds: ['no such number'],
		},
		{ items: manyItems(4) },
	);
	await talkover().received(4);
	answerItem1();

	const { error } = await running;
	expect(error?.context.itemIndex).toBe(0);
	expect(error?.message).toContain('[item 0]');
});

test('invalid items keep their own message when the token is rejected', async () => {
	talkover().fail({ fault: { kind: 'documented', status: 401 } });

	const result = await runTalkover(talkover(), GET_ACTIVE, {
		items: [{ phone: 'x' }, ...PHONES],
		settings: { onError: 'continueRegularOutput' },
	});

	const kinds = jsonOf(result).map(({ error }) => (error as { kind: string }).kind);
	expect(kinds).toEqual(['invalid', 'unauthorized', 'unauthorized']);
});

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'options that cannot be read are reported with On Error: %s',
	async (onError) => {
		const options = { resendUnknown: '={{ $("No Such Node").item.json.x }}' };
		const result = await runTalkover(talkover(), { ...CREATE, options }, { settings: { onError } });

		const shown = result.error ?? jsonOf(result, onError === 'continueErrorOutput' ? 1 : 0)[0];
		expect(shown?.message).toMatch(/^Invalid input – Send Again If Outcome Unknown: /);
		expect(talkover().requests).toEqual([]);
	},
);

function hasName(body: unknown, name: string): boolean {
	return typeof body === 'object' && body !== null && 'name' in body && body.name === name;
}

function refused(text: string) {
	return { kind: 'answer', status: 422, body: { errors: [text] } } as const;
}

test('an empty input sends no requests and has no output', async () => {
	const result = await runTalkover(talkover(), CREATE, { items: [] });

	expect(jsonOf(result)).toEqual([]);
	expect(talkover().requests).toEqual([]);
});

test('an operation that this version does not have is reported by its name', async () => {
	const result = await runTalkover(talkover(), { resource: 'agent', operation: 'teleport' });

	expect(result.error?.message).toBe(
		"This version of the Talkover node doesn't have the operation 'teleport' of 'agent'",
	);
});
