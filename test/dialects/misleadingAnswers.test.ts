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
	['a bare status', { status: 'error', message: 'Busy' }],
	['a call without an ID', { success: true, data: { to: PHONE, status: 'initiated' } }],
	['the ID 0', { success: true, data: call({ id: 0 }) }],
	['a call to another number', { success: true, data: call({ to: OTHER }) }],
	['a bare call to another number', { call_id: 'c', to: OTHER, status: 'initiated' }],
	['a received call', { success: true, data: call({ direction: 'inbound', from: PHONE }) }],
	['another thing', { agent: { id: 'a' } }],
	['an ID beside an error', { id: 'c', error: 'No' }],
	['a list with an error', [{ success: false, message: 'No' }]],
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

test.each<[string, unknown]>([
	['an empty call', { success: true, campaign_call: {}, campaign: { id: 'k' } }],
	['an empty call and an ID', { success: true, data: { id: 'k', campaign_call: {} } }],
	['a call to another number', { campaign_call: call({ to: OTHER }), campaign: { id: 'k' } }],
	['a campaign', { success: true, data: { id: 'k', status: 'active' } }],
	['a call that existed before', { message: 'Exists', existing_call: { id: 'x' } }],
])('Make for Campaign does not take %s for the call: its outcome is unknown', async (_, body) => {
	talkover().answer(201, body, 'makeCampaignCall');

	const { error } = await run(FOR_CAMPAIGN);

	expect(error?.message).toContain(`Outcome unknown: the call to ${PHONE} may have been made`);
	expect(error?.description).toContain('Check the calls of the campaign in Talkover');
	expect(sent('makeCampaignCall')).toHaveLength(1);
});

test('a call for a campaign has its own ID, and not that of what it comes in', async () => {
	talkover().answer(201, { id: 'k', campaign_call: { id: 'c', to: PHONE } }, 'makeCampaignCall');

	const result = await run(FOR_CAMPAIGN);

	expect(jsonOf(result)).toEqual([expect.objectContaining({ placed: true, id: 'c' })]);
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

const END = { resource: 'call', operation: 'end', agentId: chosen('a'), callId: 'c' };
const ACTIVATE = {
	...{ resource: 'campaign', operation: 'updateStatus' },
	...{ campaignId: chosen('k'), status: 'active' },
};

test.each<[string, string, INodeParameters, unknown]>([
	['the end of a call', 'endCall', END, { error: 'No', status: 'failed' }],
	[
		'the status of a campaign',
		'updateCampaignStatus',
		ACTIVATE,
		{ errors: ['No'], request_id: 'r' },
	],
])('%s whose response is an error is an error', async (_what, operationId, parameters, body) => {
	talkover().answer(200, body, operationId);

	expect((await run(parameters)).error).toBeDefined();
});

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

test.each<[string, number, unknown]>([
	['errors in a 404', 404, { success: false, errors: ['Unknown route'] }],
	['an error in a 404', 404, { success: false, error: { code: 'ROUTE', message: 'No' } }],
	['a call in a 404', 404, { success: false, active_call: call({ status: 'answered' }) }],
	['a list of calls in a 404', 404, { success: false, data: [call({ status: 'ringing' })] }],
	['a bare call in a 404', 404, { id: 'c', status: 'ringing', message: 'x' }],
	['yes in a 404', 404, { message: 'x', active: true }],
	['success in a 404', 404, { success: true, message: 'Not found' }],
	['no success in a 404', 404, { message: 'Not found' }],
	['a 404 of Cloudflare', 404, { title: 'Not found', cloudflare_error: true }],
	['a 404 as a web page', 404, '<!doctype html><title>Not found</title>'],
	['yes without a call', 200, { active: true, call: null }],
	['a text beside no calls', 200, { active: 'yes', calls: [] }],
	['an object beside nothing', 200, { active: { toString: null } }],
	['a message', 200, { success: true, message: 'No active call' }],
	['true', 200, 'true'],
	['two lists', 200, { inbound: [], outbound: [{ id: 'c' }] }],
])('with %s for active calls, nobody is called', async (_, status, body) => {
	talkover().answer(status, body, 'getActiveCall');

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

const VALIDATE: INodeParameters = {
	...{ resource: 'flow', operation: 'validate', agentId: chosen(SEED.salesAgentId) },
	flowDefinition: 'json',
	flowConfig: JSON.stringify({ initial_node_id: 'end', nodes: [{ id: 'end', type: 'end' }] }),
};
const UPDATE_FLOW: INodeParameters = {
	...{ ...VALIDATE, operation: 'update', conversationMode: 'flow_driven' },
	options: { checkFlow: 'talkover' },
};

test.each<[verdict: boolean | undefined, body: unknown]>([
	[true, { success: true }],
	[true, { success: true, message: 'Fluxo válido', data: null, errors: [], request_id: 'r-1' }],
	[false, { success: false, errors: ['Unreachable'] }],
	[false, { success: true, errors: ['Unreachable'] }],
	[false, { message: 'Flow is valid', errors: ['Unreachable'] }],
	[undefined, { message: 'Flow is valid' }],
	[undefined, { success: 'true' }],
	[undefined, { valid: true }],
	[undefined, { success: true, valid: false }],
	[undefined, { success: true, data: { valid: true } }],
	[undefined, { success: true, warnings: ['Unused step'] }],
	[undefined, { success: true, data: ['Unreachable'] }],
	[undefined, { success: true, data: false }],
	[undefined, ''],
	[undefined, { success: false, message: 'The quota is used up' }],
])('a verdict is %s in %j, and only a valid flow is saved', async (verdict, body) => {
	talkover().answer(200, body, 'validateAgentFlow');
	const validated = await run(VALIDATE);
	const saved = await run(UPDATE_FLOW);

	expect(jsonOf(validated).map(({ valid }) => valid)).toEqual(
		verdict === undefined ? [] : [verdict],
	);
	expect(validated.error === undefined).toBe(verdict !== undefined);
	expect(sent('updateAgentFlow')).toHaveLength(verdict === true ? 1 : 0);
	expect(saved.error === undefined).toBe(verdict === true);
});
