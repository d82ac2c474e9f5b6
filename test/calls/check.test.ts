import type { GenericValue, IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { inPanel } from '../support/calls/inPanel';

const talkover = useSimulator();

const CHECK = { resource: 'call', operation: 'check', phone: '={{ $json.phone }}' };

const OF_SALES = { agentId: SEED.salesAgentId };
/** Of the output for a number that isn't one, or that no rule is about. */
const UNREAD = { nextAllowedAt: null, callsInWindow: null, onCall: null };

/** The output for each phone number. */
async function check(phones: readonly GenericValue[], options = {}, defaultCountry = '') {
	const items = phones.map((phone) => ({ phone }));
	const result = await runTalkover(
		talkover(),
		{ ...CHECK, ...inPanel(options), defaultCountry },
		{ items },
	);
	expect(result.error).toBeUndefined();
	return jsonOf(result);
}

test('Check says what would be called, without a request', async () => {
	expect(await check(['(11) 91234-5678', '+12125550123'], {}, 'Brasil')).toEqual([
		{
			allowed: true,
			reason: null,
			message: null,
			to: '+5511912345678',
			country: 'BR',
			type: 'mobile',
			national: '(11) 91234-5678',
			timeZone: 'America/Sao_Paulo',
			localTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d-03:00$/),
			...UNREAD,
		},
		expect.objectContaining({ allowed: true, to: '+12125550123', country: 'US' }),
	]);
	expect(talkover().requests).toEqual([]);
});

const TYPES = [
	['+49 171 1234567', 'mobile', 'DE'],
	['+49 30 901820', 'fixedLine', 'DE'],
	['+1 212 555 0123', 'fixedLineOrMobile', 'US'],
	['+1 800 555 0199', 'tollFree', 'US'],
	['+800 1234 5678', 'tollFree', null],
	['+39 848 123 456', 'sharedCost', 'IT'],
	// Not in the plan, which may have changed.
	['+34 555 12 34 56', 'unknown', 'ES'],
];

test('Check says the type and the country of a number', async () => {
	expect(await check(TYPES.map(([phone]) => phone))).toMatchObject(
		TYPES.map(([, type, country]) => ({ allowed: true, type, country })),
	);
});

const EXPENSIVE = [
	['+1 900 234 5678', 'premiumRate'],
	['+44 909 012 3456', 'premiumRate'],
	['+49 900 1 234567', 'premiumRate'],
	// Digits after a complete number don't keep it from being dialed.
	['+49 900 1 234567 890', 'premiumRate'],
	// Not assigned yet, but in a range of premium-rate numbers.
	['+351 761 123 456', 'premiumRate'],
	['+380 900 123 456', 'premiumRate'],
	['+870 773 123 456', 'satellite'],
	['+878 10 1234567890', 'voip'],
	['+881 612 345 678', 'satellite'],
	['+882 13 123456', 'satellite'],
	['+883 5100 1234 5678', 'satellite'],
	['+979 1 2345 6789', 'premiumRate'],
] as const;

test('premium-rate and satellite numbers are blocked unless the option is off', async () => {
	const phones = EXPENSIVE.map(([phone]) => phone);
	const blocked = await check(phones);
	const allowed = await check(phones, { blockPremiumRate: false });

	const message = expect.stringMatching(/turn off 'Block Premium-Rate and Satellite Numbers'/);
	expect(blocked).toMatchObject(
		EXPENSIVE.map(([, type]) => ({ allowed: false, reason: 'premiumRate', message, type })),
	);
	expect(allowed).toMatchObject(blocked.map(({ to }) => ({ allowed: true, reason: null, to })));
});

test('a number that is not one is a result that an If node can branch on', async () => {
	const phones = ['2026-11-22', '', null, { phone: '+12125550123' }, '911', 'ask Ana'];

	const checked = await check(phones, {}, 'US');

	expect(checked).toEqual(
		phones.map(() => ({
			allowed: false,
			reason: 'invalidNumber',
			message: expect.stringMatching(/\w/),
			to: null,
			country: null,
			type: null,
			national: null,
			timeZone: null,
			localTime: null,
			...UNREAD,
		})),
	);
	expect(checked[0]?.message).toContain('looks like a date');
	expect(checked[1]?.message).toBe('The phone number is empty');
});

/** A call in progress, as Talkover lists it. */
const inProgress = (to: string) => ({
	...{ success: true, data: [{ id: 'call-1', to, direction: 'outbound', status: 'answered' }] },
});
const NO_CALL = { success: false, message: 'No active call' };

// prettier-ignore
test.each<[string, number, IDataObject | string, IDataObject, string | undefined]>([
	['is on a call with it', 200, inProgress('+12125550123'), { allowed: false, reason: 'onCall', onCall: true }, 'is on a call with this number'],
	['is on a call with another number', 200, inProgress('+12125550199'), { allowed: true, onCall: false }, undefined],
	['is on no call', 404, NO_CALL, { allowed: true, onCall: false }, undefined],
	['is on a call with a hidden number', 200, inProgress('+1212*****23'), { allowed: false, reason: 'onCall', onCall: null }, 'may be on a call with this number'],
	['may not be asked about', 403, {}, { allowed: false, reason: 'callsUnknown', onCall: null }, "can't tell whether the agent is on a call with this number. Talkover doesn't allow this request (HTTP 403)"],
	['answers with a web page', 200, '<html>Log in</html>', { allowed: false, reason: 'callsUnknown', onCall: null }, "can't read Talkover's response (HTTP 200)"],
])('with Check If on a Call, a number is checked whose agent %s', async (_is, status, body, expected, message) => {
	talkover().fail({ operationId: 'getActiveCall', fault: { kind: 'answer', status, body } });

	const [checked] = await check(['+12125550123'], { ...OF_SALES, checkOnCall: true });

	expect(checked).toMatchObject({ to: '+12125550123', callsInWindow: null, ...expected });
	expect(checked?.message ?? undefined).toEqual(message && expect.stringContaining(message));
});

test('a check fails for an inbound agent, without a request for that', async () => {
	const options = { agentId: SEED.supportAgentId };
	const rules = { checkOnCall: true };
	const items = [{ phone: '+12125550123' }];

	const { error } = await runTalkover(talkover(), { ...CHECK, options, rules }, { items });

	expect(error?.message).toContain("doesn't make calls, because its direction is inbound");
	// The second one is made for every agent that isn't on a call.
	const operations = talkover().requests.map(({ operationId }) => operationId);
	expect(operations).toEqual(['getActiveCall', 'getAgent']);
});

test('an unknown agent is no agent without a call', async () => {
	const unknown = { agentId: '00000000-0000-4000-8000-000000000000', checkOnCall: true };

	const [checked] = await check(['+12125550123'], unknown);

	expect(checked).toMatchObject({ allowed: false, reason: 'callsUnknown', onCall: null });
	expect(checked?.message).toContain('(HTTP 404)');
});

test('a check fails if Talkover cannot say now whether the agent is on a call', async () => {
	talkover().fail({
		operationId: 'getActiveCall',
		fault: { kind: 'answer', status: 500, body: {} },
	});
	const options = inPanel({ ...OF_SALES, checkOnCall: true });
	skipWaits();

	const { error } = await runTalkover(talkover(), {
		...{ ...CHECK, phone: '+12125550123', ...options },
	});

	expect(error?.message).toContain('(HTTP 500)');
});

/** An execution of *Make* or *Make for Campaign* before the check. */
async function make(more: INodeParameters): Promise<void> {
	const call = { resource: 'call', phone: '+12125550123', rules: { skipIfActive: false } };
	await runTalkover(talkover(), { ...call, ...more });
}
const OF_AGENT = { operation: 'make', agentId: chosen(SEED.salesAgentId) };
const callerOf = () =>
	String(talkover().state.campaigns.find(({ id }) => id === SEED.activeCampaignId)?.agent_id);

// prettier-ignore
test.each<[string, INodeParameters, () => IDataObject, string, string]>([
	['was just called by another execution', OF_AGENT, () => OF_SALES, 'duplicate', 'less than a minute ago: wait a minute'],
	['will be called by another execution', { ...OF_AGENT, rules: { skipIfActive: false }, options: { delaySeconds: 600 } }, () => OF_SALES, 'duplicate', 'is dialed later'],
	['waits in a campaign of the agent', { operation: 'makeForCampaign', campaignId: chosen(SEED.activeCampaignId), rules: {} }, () => ({ agentId: callerOf() }), 'duplicate', 'is dialed later'],
])('a check says what Make would say of a number that %s', async (_what, before, agent, reason, message) => {
	await make(before);

	const [checked] = await check(['+12125550123'], agent());

	expect(checked).toMatchObject({ allowed: false, reason, message: expect.stringContaining(message) });
	expect(await check(['+12125550123'])).toEqual([expect.objectContaining({ allowed: true })]);
});

test('a check says that the outcome of a call is unknown', async () => {
	skipWaits();
	talkover().answer(500, {}, { operationId: 'makeCall', times: 1 });
	await make(OF_AGENT);

	const [checked] = await check(['+12125550123'], OF_SALES);

	expect(checked).toMatchObject({ allowed: false, reason: 'callsUnknown' });
	expect(checked?.message).toContain('its outcome is unknown');
});

const LIMIT = { maxCallsPerContact: { limit: {} } };

// prettier-ignore
test.each<[string, INodeParameters, string[]]>([
	['the list of calls once for Max Calls per Contact', { ...OF_SALES, ...LIMIT }, ['listAgentCalls']],
	['the calls of all agents without an agent', { maxCallsPerContact: { limit: { countedCalls: 'all' } } }, ['listCalls']],
	['the list of calls instead of asking for each number', { ...OF_SALES, checkOnCall: true }, ['listAgentCalls']],
	['nothing for numbers that other rules forbid', { ...OF_SALES, ...LIMIT, checkOnCall: true, allowedCountries: ['BR'] }, []],
])('a check of 30 numbers reads %s', async (_what, options, requests) => {
	talkover().state.calls.splice(0);
	const numbers = Array.from({ length: 30 }, (_, index) => `+1212500${1000 + index}`);

	const checked = await check(numbers, options);

	expect(new Set(checked.map(({ allowed }) => allowed))).toEqual(new Set([requests.length > 0]));
	expect(talkover().requests.map(({ operationId }) => operationId)).toEqual(requests);
});

// prettier-ignore
test.each<[string, INodeParameters]>([
	['Check If on a Call', { checkOnCall: true }],
	['Max Calls per Contact', { ...LIMIT, agentId: '' }],
])('%s needs an agent, which is reported before anything is read', async (option, options) => {
	const { error } = await runTalkover(talkover(), { ...CHECK, phone: '+12125550123', ...inPanel(options) });

	expect(error?.message).toContain(`Agent Name or ID: is required by '${option}'`);
	expect(talkover().requests).toEqual([]);
});

test.each([
	['make', { agentId: 'agent-1' }],
	['makeAndWait', { agentId: 'agent-1' }],
	['makeForCampaign', { campaignId: 'campaign-1' }],
])('%s calls no expensive number unless the option is off', async (operation, target) => {
	const call = { resource: 'call', operation, ...target, waitAtMost: 0 };

	const blocked = await runTalkover(talkover(), { ...call, phone: '+1 900 234 5678' });
	expect(jsonOf(blocked)).toEqual([
		{
			...{ outcome: 'skipped', placed: false, reason: 'premiumRate', to: '+19002345678' },
			message:
				"+19002345678 is a premium-rate number. To call it anyway, turn off 'Block Premium-Rate and Satellite Numbers' in 'Rules'",
			retryable: false,
		},
	]);
	expect(talkover().requests).toEqual([]);

	const rules = { blockPremiumRate: false, skipIfActive: false };
	await runTalkover(talkover(), { ...call, phone: '+1 900 234 5678', rules });
	expect(talkover().requests.map(({ body }) => body)).toContainEqual(
		expect.objectContaining({ to: '+19002345678' }),
	);
});
