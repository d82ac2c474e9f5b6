import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

const PHONE = '+12125001111';
const OTHER = '+16505550199';
const NUMBER: INodeParameters = { phone: PHONE, rules: { skipIfActive: false } };
const MAKE: INodeParameters = {
	...{ resource: 'call', operation: 'make', agentId: chosen(SEED.salesAgentId) },
	...NUMBER,
};
const FOR_CAMPAIGN: INodeParameters = {
	...{ resource: 'call', operation: 'makeForCampaign', phone: PHONE },
	campaignId: chosen(SEED.activeCampaignId),
};
const AGENT: INodeParameters = {
	...{ resource: 'agent', operation: 'upsert', name: 'SupportBot', language: 'en-us' },
	...{ direction: 'outbound', description: 'You answer questions' },
};

const run = async (parameters: INodeParameters, items?: readonly IDataObject[]) =>
	runTalkover(talkover(), parameters, {
		items,
		...(items ? { settings: { onError: 'continueRegularOutput' } } : {}),
	});
const sent = (operationId: string) =>
	talkover().requests.filter((request) => request.operationId === operationId);
const call = (more: IDataObject): IDataObject => ({
	...{ id: 'c', agent_id: SEED.salesAgentId, to: PHONE, status: 'initiated' },
	created_at: new Date().toISOString(),
	...more,
});
const meta = { current_page: 1, last_page: 1, per_page: 100, total: 1 };

/** Successful responses that show no call to the number. */
const NO_CALLS: readonly [string, unknown][] = [
	['a status', { data: { status: 'error', message: 'Busy' } }],
	['a status and success', { success: true, data: { status: 'queued' } }],
	['a message in data', { success: true, data: { message: 'Queued' } }],
	['a bare status', { status: 'error', message: 'Busy' }],
	['a call without an ID', { success: true, data: { to: PHONE, status: 'initiated' } }],
	['the ID 0', { success: true, data: call({ id: 0 }) }],
	['the ID -1', { success: true, data: call({ id: -1 }) }],
	['the ID "null"', { success: true, data: call({ id: 'null' }) }],
	['the nil UUID', { success: true, data: call({ id: '00000000-0000-0000-0000-000000000000' }) }],
	['a call to another number', { success: true, data: call({ to: OTHER }) }],
	['a bare call to another number', { call_id: 'c', to: OTHER, status: 'initiated' }],
	['a received call', { success: true, data: call({ direction: 'inbound', from: PHONE }) }],
];

test.each(NO_CALLS)(
	'Make does not take %s for the call: its outcome is unknown',
	async (_, body) => {
		talkover().answer(200, body, 'makeCall');

		const { error } = await run(MAKE);

		expect(error?.message).toContain(`Outcome unknown: the call to ${PHONE} may have been made`);
		expect(sent('makeCall')).toHaveLength(1);
	},
);

test.each(NO_CALLS)(
	'after %s, nobody is called for the next item with the number',
	async (_, body) => {
		talkover().answer(200, body, 'makeCall');

		const result = await run(MAKE, [{}, {}]);

		expect(jsonOf(result).filter(({ placed }) => placed === true)).toEqual([]);
		expect(sent('makeCall')).toHaveLength(1);
	},
);

test.each<[string, unknown]>([
	['an empty call', { success: true, campaign_call: {}, campaign: { id: 'k' } }],
	['an empty call and an ID', { success: true, data: { id: 'k', campaign_call: {} } }],
	['an ID that is none', { campaign_call: { id: 0, to: PHONE }, campaign: { id: 'k' } }],
	['a call to another number', { campaign_call: call({ to: OTHER }), campaign: { id: 'k' } }],
	['a campaign', { success: true, data: { id: 'k', status: 'active' } }],
	['a status', { success: true, data: { status: 'error', message: 'No' } }],
	['a bare call to another number', call({ to: OTHER, campaign_id: 'k' })],
])('Make for Campaign does not take %s for the call: its outcome is unknown', async (_, body) => {
	talkover().answer(201, body, 'makeCampaignCall');

	const { error } = await run(FOR_CAMPAIGN);

	expect(error?.message).toContain(`Outcome unknown: the call to ${PHONE} may have been made`);
	expect(sent('makeCampaignCall')).toHaveLength(1);
});

test.each<[string, IDataObject]>([
	['nationally', { to: '(212) 500-1111' }],
	['with spaces', { to: '+1 212 500 1111' }],
	['without a plus', { to: '12125001111' }],
	['as a number', { to: 12125001111 }],
	['with hidden digits', { to: '+1212*****11' }],
	['in two forms', { to: PHONE, to_formatted: '(212) 500-1111' }],
])('Make takes a call whose number is written %s for the call', async (_, more) => {
	talkover().answer(201, { success: true, data: call(more) }, 'makeCall');

	expect(jsonOf(await run(MAKE))).toEqual([expect.objectContaining({ placed: true, id: 'c' })]);
});

test.each(['+12125001111-22', '+1 1 212 500 1111', '+1-212-500-1111 22', '+2125001111'])(
	'a listed call to %s may be to the contact, so nobody is called',
	async (to) => {
		const earlier = call({ to, status: 'completed', direction: 'outbound' });
		talkover().answer(200, { success: true, data: [earlier], pagination: meta }, 'listAgentCalls');

		const rules = { skipIfActive: false, maxCallsPerContact: { limit: {} } };

		expect(jsonOf(await run({ ...MAKE, rules }))).toEqual([
			expect.objectContaining({ placed: false, reason: 'callsUnknown' }),
		]);
		expect(sent('makeCall')).toEqual([]);
	},
);

test('a listed call to a number that only the documentation has is to somebody else', async () => {
	const earlier = call({ to: '+15551234567', status: 'completed', direction: 'outbound' });
	talkover().answer(200, { success: true, data: [earlier], pagination: meta }, 'listAgentCalls');

	const rules = { skipIfActive: false, maxCallsPerContact: { limit: {} } };

	expect(jsonOf(await run({ ...MAKE, rules }))).toEqual([
		expect.objectContaining({ placed: true }),
	]);
});

const CHANGES: readonly [string, string, INodeParameters][] = [
	['a deletion', 'deleteAgent', { resource: 'agent', operation: 'delete', agentId: chosen('a') }],
	[
		'the end of a call',
		'endCall',
		{ resource: 'call', operation: 'end', agentId: chosen('a'), callId: 'c' },
	],
	[
		'the status of a campaign',
		'updateCampaignStatus',
		{ resource: 'campaign', operation: 'updateStatus', campaignId: chosen('k'), status: 'active' },
	],
];
const ERRORS: readonly [string, unknown][] = [
	['error and a code', { error: { message: 'No' }, code: 'NO' }],
	['error and a status', { error: 'No', status: 'failed' }],
	['errors and an ID of the request', { errors: ['No'], request_id: 'r' }],
];

test.each(
	CHANGES.flatMap(([what, id, of]) =>
		ERRORS.map(([form, body]) => [what, form, id, of, body] as const),
	),
)('%s whose response is %s is an error', async (_what, _form, operationId, parameters, body) => {
	talkover().answer(200, body, operationId);

	expect((await run(parameters)).error).toBeDefined();
});

test.each<[string, unknown]>([
	['deleted: false', { deleted: false }],
	['deleted: "false"', { success: true, data: { id: 'a', deleted: 'false' } }],
	['deleted: 0', { deleted: 0 }],
])('a deletion whose response has %s is an error', async (_, body) => {
	talkover().answer(200, body, 'deleteAgent');

	const parameters = { resource: 'agent', operation: 'delete', agentId: chosen('a') };

	expect((await run(parameters)).error).toBeDefined();
});

const END = { resource: 'call', operation: 'end', agentId: chosen('a'), callId: 'c' };

test('the end of a call with a response of another call is an error', async () => {
	talkover().answer(200, { success: true, data: { id: 'other', status: 'completed' } }, 'endCall');

	expect((await run(END)).error?.message).toContain('another call');
});

test.each(['answered', 'error'])(
	'a call that ends with the status "%s" has not ended',
	async (status) => {
		talkover().answer(200, { success: true, data: { id: 'c', status } }, 'endCall');

		const warning = expect.stringContaining("can't tell whether the call has ended") as string;

		expect(jsonOf(await run(END))).toEqual([
			expect.objectContaining({ ended: false, status, warning }),
		]);
	},
);

test.each<[string, unknown]>([
	['a message', { success: true, message: 'Ended' }],
	['an empty body', ''],
	['the call', { success: true, data: { id: 'c', status: 'completed' } }],
	['the call without a status', { success: true, data: { id: 'c', status: null } }],
])('a call that ends with %s has ended', async (_, body) => {
	talkover().answer(200, body, 'endCall');

	expect(jsonOf(await run(END))).toEqual([expect.objectContaining({ ended: true })]);
});

const ACTIVATE = {
	...{ resource: 'campaign', operation: 'updateStatus' },
	...{ campaignId: chosen('k'), status: 'active' },
};

test('the status of a campaign with a response of another campaign is an error', async () => {
	const data = { id: 'other', status: 'active' };
	talkover().answer(200, { success: true, data }, 'updateCampaignStatus');

	expect((await run(ACTIVATE)).error?.message).toContain('another campaign');
});

test('a campaign whose response has another status has not changed', async () => {
	const data = { id: 'k', status: 'paused' };
	talkover().answer(200, { success: true, data }, 'updateCampaignStatus');

	const warning = expect.stringContaining("can't tell whether the status has changed") as string;

	expect(jsonOf(await run(ACTIVATE))).toEqual([
		expect.objectContaining({ changed: false, status: 'paused', warning }),
	]);
});

test.each<[string, IDataObject]>([
	['in another field', { id: 'a', agent_name: 'SupportBot' }],
	['in an object', { id: 'a', name: { en: 'SupportBot' } }],
	['in attributes', { id: 'a', attributes: { name: 'SupportBot' } }],
	['nowhere', { id: 'a', name: null }],
])('no agent is created while an agent in the list has its name %s', async (_, agent) => {
	talkover().answer(200, { success: true, data: [agent], meta }, 'listAgents');

	const { error } = await run(AGENT);

	expect(error?.message).toContain('Nothing was changed');
	expect(sent('createAgent')).toEqual([]);
});

test.each<[string, unknown]>([
	['errors', { success: false, errors: ['Unknown route'] }],
	['an error', { success: false, error: { code: 'ROUTE', message: 'No' } }],
	['a call', { success: false, active_call: call({ status: 'answered' }) }],
])('a 404 for active calls with %s does not mean that there is none', async (_, body) => {
	talkover().answer(404, body, 'getActiveCall');

	expect((await run({ ...MAKE, rules: {} })).error).toBeDefined();
	expect(sent('makeCall')).toEqual([]);
});

/** What programs write as a time if there is none. */
const NO_TIMES = ['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '1970-01-01 00:00:00'];

test.each(NO_TIMES)('a call that ended at %s has not ended, so nobody is called', async (time) => {
	const active = call({ status: 'answered', ended_at: time });
	talkover().answer(200, { success: true, data: [active] }, 'getActiveCall');

	expect(jsonOf(await run({ ...MAKE, rules: {} }))).toEqual([
		expect.objectContaining({ placed: false, reason: 'onCall' }),
	]);
	expect(sent('makeCall')).toEqual([]);
});

test.each(NO_TIMES)('a listed call of %s may be of today, so nobody is called', async (time) => {
	const earlier = call({ created_at: time, status: 'completed', direction: 'outbound' });
	talkover().answer(200, { success: true, data: [earlier], pagination: meta }, 'listAgentCalls');

	const rules = { skipIfActive: false, maxCallsPerContact: { limit: {} } };

	expect(jsonOf(await run({ ...MAKE, rules }))).toEqual([
		expect.objectContaining({ placed: false, reason: 'callsUnknown' }),
	]);
	expect(sent('makeCall')).toEqual([]);
});

test.each([400, 404, 422])(
	'a %i that shows the call that it rejects is unknown',
	async (status) => {
		talkover().answer(status, { message: 'No', data: call({}) }, 'makeCall');

		const { error } = await run(MAKE);

		expect(error?.message).toContain(`Outcome unknown: the call to ${PHONE} may have been made`);
	},
);

const FULL = Array.from({ length: 100 }, (_, index) => call({ id: `c${index}`, to: OTHER }));

/** Responds to the first page of the agent's calls, and to all other pages. */
function answerPages(first: unknown, status: number, second: unknown): void {
	const answer = (code: number, body: unknown) =>
		({ kind: 'answer', status: code, headers: {}, body: body as IDataObject }) as const;
	const operationId = 'listAgentCalls';
	talkover().fail({ operationId, times: 1, fault: answer(200, first) });
	talkover().fail({ operationId, fault: answer(status, second) });
}

test.each<[string, unknown, number, unknown]>([
	[
		'a page with a cursor, and then the same',
		{ data: [FULL[0]], next_cursor: 'x' },
		200,
		{ data: [FULL[0]] },
	],
	['a full page, and then a web page', { data: FULL }, 200, '<html>Log in</html>'],
	['a full page, and then another form', { data: FULL }, 200, { result: [] }],
	['a full page, and then a 404 as a web page', { data: FULL }, 404, '<html>Not found</html>'],
	['a full page, and then a 422 as a web page', { data: FULL }, 422, '<html>No</html>'],
	['a full page, and then a 404', { data: FULL }, 404, { message: 'Not found' }],
])('a list of calls with %s has not ended, so nobody is called', async (_, ...pages) => {
	answerPages(...pages);

	const rules = { skipIfActive: false, maxCallsPerContact: { limit: {} } };
	const result = await run({ ...MAKE, rules });

	expect(jsonOf(result).filter(({ placed }) => placed === true)).toEqual([]);
	expect(sent('makeCall')).toEqual([]);
});

test('a list with the oldest first and one element per page is read to its end', async () => {
	const old = call({ id: 'old', to: OTHER, created_at: '2026-01-01T10:00:00Z' });
	const latest = call({ status: 'completed', direction: 'outbound' });
	const page = (current: number, element: IDataObject) => ({
		data: [element],
		meta: { current_page: current, last_page: 2, per_page: 1, total: 2 },
	});
	answerPages(page(1, old), 200, page(2, latest));

	const rules = { skipIfActive: false, maxCallsPerContact: { limit: {} } };

	expect(jsonOf(await run({ ...MAKE, rules }))).toEqual([
		expect.objectContaining({ placed: false, reason: 'calledRecently' }),
	]);
});
