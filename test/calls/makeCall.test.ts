import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits, stopDate } from '../support/time/skippedTime';

const sales = chosen(SEED.salesAgentId);
const MAKE = { resource: 'call', operation: 'make', agentId: sales, phone: '+1 212 500 1111' };
const END = { resource: 'call', operation: 'end', agentId: sales };

const talkover = useSimulator();

const make = (
	more: INodeParameters = {},
	items?: readonly IDataObject[],
	credential: RequestSettings = {},
) => runTalkover(talkover(), { ...MAKE, ...more }, { credential, items });

describe('active calls are looked up together for ten items or more', () => {
	const contacts = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ phone: `+1215500${1000 + index}` }));
	const busy = (index: number, status = 'answered') => {
		const to = `+1215500${1000 + index}`;
		const id = `busy-${index}`;
		const created = new Date().toISOString();
		talkover().state.calls.push({
			...{ id, agent_id: SEED.salesAgentId, to, status, created_at: created },
		});
	};
	const callAll = (count: number) => make({ phone: '={{ $json.phone }}' }, contacts(count));
	const count = (operationId: string) =>
		talkover().requests.filter((request) => request.operationId === operationId).length;

	/** Waits are skipped, and the date moves on as if they were not. */
	const skipTime = (meanwhile: () => Promise<void>) => {
		const began = Date.now();
		const skipped = skipWaits(meanwhile);
		jest.spyOn(Date, 'now').mockImplementation(() => began + skipped());
	};

	test('active calls are looked up with a few requests for all items', async () => {
		for (const index of [3, 9, 25]) busy(index);
		stopDate();

		const result = await callAll(30);

		const placed = jsonOf(result).map((item) => item.placed);
		expect(placed.filter((each) => each === true)).toHaveLength(27);
		expect([3, 9, 25].map((index) => placed[index])).toEqual([false, false, false]);
		expect(count('getActiveCall')).toBe(3);
		expect(count('listAgentCalls')).toBe(1);
	});

	test.each([
		['for the same call', 10, 9, '150', 'make'],
		['for the only call', 1, 0, '150', 'make'],
		['for the only call, which the node waits for', 1, 0, '150', 'makeAndWait'],
	])(
		'active calls are looked up again after a wait %s',
		async (_which, items, limited, seconds, operation) => {
			const headers = { 'Retry-After': seconds };
			talkover().fail({
				fault: { kind: 'answer', status: 429, headers, body: {} },
				times: 1,
				phone: contacts(10)[limited]?.phone,
			});
			let isBusy = false;
			skipTime(async () => {
				if (!isBusy) busy(items - 1);
				isBusy = true;
				return Promise.resolve();
			});

			const more = { operation, waitAtMost: 0, phone: '={{ $json.phone }}' };
			const result = await make(more, contacts(items), ONE_AT_ONCE);

			const others = Array(items - 1).fill(true);
			expect(jsonOf(result).map((item) => item.placed)).toEqual([...others, false]);
			expect(jsonOf(result).at(-1)).toMatchObject({ reason: 'onCall' });
		},
	);

	test('a second look for active calls that gets a 429 is repeated before the call', async () => {
		const limit = (operationId: string, seconds: string) => {
			const headers = { 'Retry-After': seconds };
			const fault = { kind: 'answer', status: 429, headers, body: {} } as const;
			talkover().fail({ operationId, fault, times: 1 });
		};
		limit('makeCall', '150');
		let isBusy = false;
		skipTime(async () => {
			if (!isBusy) limit('getActiveCall', '5');
			if (!isBusy) busy(0);
			isBusy = true;
			return Promise.resolve();
		});

		const result = await make({ phone: '={{ $json.phone }}' }, contacts(1));

		expect(jsonOf(result)).toEqual([expect.objectContaining({ placed: false, reason: 'onCall' })]);
	});

	test('a number whose call has an unknown status is looked up individually', async () => {
		const call = { id: 'x', to: String(contacts(10)[3]?.phone), status: 'parked' };
		talkover().answer(
			200,
			{ success: true, data: [call], meta: { last_page: 1 } },
			'listAgentCalls',
		);

		await callAll(10);

		expect(count('getActiveCall')).toBe(1);
	});

	test.each([
		[403, 1],
		[500, 6],
	])('active calls are looked up one by one after a %d', async (status, lists) => {
		skipWaits();
		talkover().answer(status, {}, 'listAgentCalls');
		busy(3);

		const result = await make({ phone: '={{ $json.phone }}' }, contacts(10));

		expect(
			jsonOf(result)
				.map((item) => item.placed)
				.indexOf(false),
		).toBe(3);
		expect(count('listAgentCalls')).toBe(lists);
		expect(count('getActiveCall')).toBe(10);
	});
});

test.each([
	['quotation marks', 'The "Big" Deal, it\'s `new`'],
	['a line break', 'first line\r\nsecond line'],
	['a backslash', 'C:\\deals\\n'],
	['braces', '{{ 1 + 1 }} and {"a": 1}'],
])('an input value with %s stays unchanged in context and variables', async (_what, name) => {
	const row = [{ name: 'deal', value: '={{ $json.name }}' }];

	await make({ variables: { variable: row }, contextFields: { context: row } }, [{ name }]);

	expect(talkover().requests.at(-1)?.body).toMatchObject({
		payload: { deal: name },
		context: { deal: name },
	});
});

test('a phone number on an active call is called when "Skip If on a Call" is disabled', async () => {
	const result = await make({ phone: SEED.busyPhone, rules: { skipIfActive: false } });

	expect(talkover().dialed()).toEqual([SEED.busyPhone]);
	expect(jsonOf(result)).toEqual([expect.objectContaining({ placed: true })]);
});

test('ending a call that has already ended succeeds', async () => {
	await runTalkover(talkover(), { ...END, callId: 'call-uuid-1' });

	const again = await runTalkover(talkover(), { ...END, callId: 'call-uuid-1' });

	expect(jsonOf(again)).toMatchObject([{ ended: false, reason: 'Call is not active' }]);
});

describe('active calls are recognized before a call is made', () => {
	const check = (status: number, body: unknown) => {
		const when = { operationId: 'getActiveCall', times: 1 };
		talkover().fail({ ...when, fault: { kind: 'answer', status, body } });
	};

	test.each([
		['a 404 in other words', 404, { success: false, message: 'Nenhuma chamada ativa' }],
		['an empty list', 200, { data: [] }],
		['a call that is over', 200, { data: [{ id: 'x', to: '+12125001111', status: 'completed' }] }],
		['a call with another number', 200, { data: [{ id: 'x', to: '+12255999999' }] }],
	])('%s counts as no active call', async (_what, status, body) => {
		check(status, body);

		expect(jsonOf(await make())).toEqual([expect.objectContaining({ placed: true })]);
		expect(talkover().dialed()).toEqual(['+12125001111']);
	});

	test.each([
		['a list', { data: [{ id: 'x', to: '+12125001111' }] }],
		['a call without numbers', { data: [{ id: 'x', status: 'ringing' }] }],
	])('%s counts as an active call', async (_what, body) => {
		check(200, body);

		expect(jsonOf(await make())).toEqual([expect.objectContaining({ placed: false, id: 'x' })]);
		expect(talkover().dialed()).toEqual([]);
	});

	test('a 404 of a server in front of Talkover says nothing about active calls', async () => {
		check(404, '<html>Not found</html>');

		const { error } = await make();

		expect(error?.message).toContain("the node couldn't check for a call in progress (HTTP 404)");
		expect(talkover().dialed()).toEqual([]);
	});

	test('an agent that does not exist is reported by the request for the call', async () => {
		const { error } = await make({ agentId: chosen('nobody') });

		expect(error?.message).toContain("Agent: Talkover couldn't find nobody (HTTP 404)");
		expect(talkover().requests.map(({ operationId }) => operationId)).toEqual([
			'getActiveCall',
			'makeCall',
		]);
	});
});

test.each(['make', 'makeForCampaign'])(
	'a status that no publication shows gets a warning from %s',
	async (operation) => {
		const call = { id: 'call-1', to: '+12125001111', status: 'wrapping_up' };
		const body = operation === 'make' ? { success: true, data: call } : call;
		talkover().answer(201, body, operation === 'make' ? 'makeCall' : 'makeCampaignCall');
		const more = { operation, campaignId: chosen(SEED.activeCampaignId) };

		const [json] = jsonOf(await runTalkover(talkover(), { ...MAKE, ...more, options: {} }));

		expect(json).toMatchObject({ placed: true, outcome: 'unknown', status: 'wrapping_up' });
		expect(json?.warning).toContain('its status "wrapping_up"');
	},
);

test.each([
	[500, true],
	[422, undefined],
])('a call that fails with HTTP %d has outcomeUnknown %p', async (status, outcomeUnknown) => {
	talkover().answer(status, {}, 'makeCall');
	skipWaits();

	const result = await runTalkover(talkover(), MAKE, {
		settings: { onError: 'continueRegularOutput' },
	});

	const [{ error = {} } = {}] = jsonOf(result);
	expect((error as IDataObject).outcomeUnknown).toBe(outcomeUnknown);
});
