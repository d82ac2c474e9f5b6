import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../../../tools/harness/talkoverNode';
import { SEED } from '../../../../tools/simulator/state';
import { chosen } from '../../../support/n8n/parameterValues';
import { MAKE } from '../../../support/calls/make';
import { useSimulator } from '../../../support/servers/useSimulator';
import { skipWaits } from '../../../support/time/skippedTime';

const talkover = useSimulator();

const ANA = '+12125001000';
const HOUR = 3_600_000;

const skipped = (reason: string, more: object = {}): unknown =>
	expect.objectContaining({ outcome: 'skipped', placed: false, reason, ...more });
const made = expect.objectContaining({ placed: true });

beforeEach(() => {
	talkover().state.calls.splice(0);
});

/** Adds a call to the list, some hours ago. */
function listed(to: string, hoursAgo: number, more: IDataObject = {}): void {
	const { calls } = talkover().state;
	calls.push({
		...{ id: `call-${calls.length}`, agent_id: SEED.salesAgentId, to, status: 'completed' },
		created_at: before(hoursAgo),
		...more,
	});
}

function before(hours: number): string {
	return new Date(Date.now() - hours * HOUR).toISOString();
}

/** Makes all calls older. */
function pass(ms: number): void {
	for (const call of talkover().state.calls) {
		call.created_at = new Date(
			Date.parse(String(call.created_at ?? call.started_at)) - ms,
		).toISOString();
	}
}

async function callAll(
	phones: readonly string[],
	limit: INodeParameters = {},
	more: INodeParameters = {},
) {
	const rules = { skipIfActive: false, maxCallsPerContact: { limit } };
	const items = phones.map((phone) => ({ phone }));
	return runTalkover(talkover(), { ...MAKE, rules, ...more }, { items });
}

/** The same as {@link callAll} without calls. */
async function checkAll(phones: readonly string[], limit: INodeParameters = {}) {
	const options = { agentId: SEED.salesAgentId };
	const rules = { maxCallsPerContact: { limit } };
	return callAll(phones, {}, { operation: 'check', options, rules });
}

/** The number of requests for lists of calls. */
function reads(): number {
	return talkover().requests.filter(({ operationId }) => /^list.*Calls$/.test(String(operationId)))
		.length;
}

function contacts(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `+1215500${1000 + index}`);
}

function answerLists(status: number, body: IDataObject | string): void {
	for (const operationId of ['listAgentCalls', 'listCalls']) {
		talkover().answer(status, body, operationId);
	}
}

// prettier-ignore
test.each<[string, INodeParameters, readonly [number, IDataObject?][], number, number | undefined]>([
	['was never called', {}, [], 0, undefined],
	['was called 23 hours ago', {}, [[23]], 1, 1],
	['was called 25 hours ago', {}, [[25]], 0, undefined],
	['was called 23 hours ago, with a limit for 22 hours', { period: 22, unit: 'hours' }, [[23]], 0, undefined],
	['was called six days ago, with a limit for 7 days', { period: 7 }, [[144], [200]], 1, 24],
	['was called once, with two calls allowed', { calls: 2 }, [[3]], 1, undefined],
	['was called three times, with two calls allowed', { calls: 2 }, [[3], [1], [5]], 3, 21],
	['was called by another agent', {}, [[3, { agent_id: SEED.supportAgentId }]], 0, undefined],
	['was called by another agent, with all agents counted', { countedCalls: 'all' }, [[3, { agent_id: SEED.supportAgentId }]], 1, 21],
	['was called three hours ago, in a list that has only the start of calls', {}, [[3, { created_at: undefined, started_at: before(3) }]], 1, 21],
	['called the agent', {}, [[3, { direction: 'inbound', to: '+12125550123', from: ANA }]], 0, undefined],
	['has the same ending as one who was called', {}, [[3, { to: '+13125001000' }]], 0, undefined],
])('a contact who %s', async (_what, limit, calls, callsInWindow, hoursToWait) => {
	for (const [hoursAgo, more] of calls) listed(ANA, hoursAgo, more);

	const [checked] = jsonOf(await checkAll([ANA], limit));
	const [item] = jsonOf(await callAll([ANA], limit));

	const lastCall: unknown = expect.objectContaining({ status: 'completed' });
	const refused = skipped('calledRecently', { retryable: true, lastCall });
	expect(item).toEqual(hoursToWait === undefined ? made : refused);
	const { reason, message = null, lastCall: last } = item ?? {};
	expect(checked).toMatchObject({ allowed: reason === null, reason, message, callsInWindow });
	expect(checked?.lastCall).toEqual(last);
	if (hoursToWait === undefined) return;
	expect(Math.abs(Date.parse(String(item?.nextAllowedAt)) - Date.parse(String(checked?.nextAllowedAt)))).toBeLessThan(5000);
	const wait = Date.parse(String(item?.nextAllowedAt)) - Date.now();
	expect(Math.round(wait / HOUR)).toBe(hoursToWait);
	pass(wait);
	expect(jsonOf(await callAll([ANA], limit))).toEqual([made]);
});

// prettier-ignore
test.each<[string | undefined, IDataObject]>([
	['completed', { answered_by: 'machine_end_beep' }],
	['no-answer', { duration: 0 }],
	['failed', {}],
	['queued', { duration: null }],
	['new_status', {}],
	[undefined, {}],
])('a call counts whatever its outcome: %s %j', async (status, more) => {
	const dialed = talkover().dialed();
	const call = { id: 'c', agent_id: SEED.salesAgentId, to: ANA, created_at: before(3) };
	answerLists(200, { success: true, data: [{ ...call, status, ...more }], meta: { last_page: 1 } });

	const checked = jsonOf(await checkAll([ANA]));
	const items = jsonOf(await callAll([ANA]));

	expect(checked).toEqual([expect.objectContaining({ allowed: false, callsInWindow: 1 })]);
	expect(items).toEqual([skipped('calledRecently')]);
	expect(talkover().dialed()).toEqual(dialed);
});

// prettier-ignore
test.each<[string, IDataObject, string]>([
	['has a national number', { to: '2125001000' }, 'A call in the list has a hidden, national, impossible or missing number'],
	['has no number', { to: undefined, from: undefined }, 'A call in the list has a hidden, national, impossible or missing number'],
	['has a time that can be read in two ways', { created_at: '03/04/2026 10:00' }, 'A call in the list has no time that can be read'],
])('a contact is not called if a call that may be theirs %s', async (_what, call, why) => {
	answerLists(200, { success: true, data: [{ id: 'c', to: ANA, status: 'completed', created_at: new Date().toISOString(), ...call }], meta: { last_page: 1 } });

	const checked = jsonOf(await checkAll([ANA]));
	const items = jsonOf(await callAll([ANA, '+12135001001']));

	expect(checked[0]).toMatchObject({ allowed: false, reason: 'callsUnknown', callsInWindow: null });
	expect(items[0]).toEqual(skipped('callsUnknown', { retryable: false }));
	expect(items[0]?.message).toContain(`${ANA} isn't called, because the node can't tell how often it was called in the last day. ${why}. Check its calls in Talkover, or remove 'Max Calls per Contact'`);
	expect(items[1]).toEqual(call.to === undefined && 'to' in call ? skipped('callsUnknown') : made);
});

test.each<[number, string, IDataObject]>([
	[0.4, 'it ended in the last day', { updated_at: before(23.6) }],
	[0.5, 'it has not ended', { status: 'initiated' }],
	[0.5, 'it has not ended and changed soon', { status: 'initiated', updated_at: before(24.45) }],
	[0.5, 'it has no time of its end', { updated_at: undefined }],
	[0.5, 'its state is no documented one', { status: 'Scheduled', updated_at: before(24.45) }],
	[0.5, 'it changed before it was made', { updated_at: '1970-01-01T00:00:00Z' }],
	[0.5, 'it lasted longer than it existed', { updated_at: before(24.3), duration: 42_000 }],
	[0, 'it ended before the last day', { updated_at: before(24.3) }],
	[0, 'it took long', { updated_at: before(23.6), duration: 0.9 * 3_600 }],
	[0, 'it ended soon', { updated_at: before(24.45) }],
])(
	'a possible delay of a call of 24.5 hours ago counts for %s hours if %s',
	async (hours, _why, more) => {
		const call = { id: 'c', to: ANA, status: 'completed', created_at: before(24.5), ...more };
		answerLists(200, { success: true, data: [call], meta: { last_page: 1 } });

		const [item] = jsonOf(await callAll([ANA]));

		expect(item).toEqual(hours === 0 ? made : skipped('callsUnknown'));
		if (hours === 0) return;
		expect(item?.message).toContain('may have been dialed up to an hour after its creation');
		const wait = (Date.parse(String(item?.nextAllowedAt)) - Date.now()) / HOUR;
		expect(wait).toBeCloseTo(hours, 1);
	},
);

test('the calls of the hour before the period are read, because they may have been delayed', async () => {
	talkover().speak('small-pages');
	// They fill the first page, so that its end is before the period, too.
	contacts(10).forEach((phone, index) => {
		listed(phone, 24 + index / 100);
	});
	listed(ANA, 24.5, { status: 'initiated' });

	const [item] = jsonOf(await callAll([ANA]));

	expect(item).toEqual(skipped('callsUnknown'));
	expect(item?.message).toContain('may have been dialed up to an hour after its creation');
});

test('the list is read again after a wait for the rate limit', async () => {
	const headers = { 'Retry-After': '90' };
	const fault = { kind: 'answer', status: 429, headers, body: {} } as const;
	talkover().fail({ operationId: 'makeCall', fault, times: 1 });
	const start = Date.now();
	const waited = skipWaits(async () => {
		jest.spyOn(Date, 'now').mockReturnValue(start + waited());
		// By another process.
		if (talkover().state.calls.length === 0) listed(ANA, 0);
		return Promise.resolve();
	});

	const items = jsonOf(await callAll([ANA]));

	expect(items).toEqual([skipped('calledRecently')]);
	expect(waited()).toBeGreaterThan(60_000);
});

describe('a list that is too long for one item to be read is searched', () => {
	/** Five pages of calls to others, and the oldest one to the contact. */
	const listLong = () => {
		for (let index = 0; index < 450; index++) listed(`+1215500${1000 + index}`, 1 + index / 100);
		listed(ANA, 20);
	};
	const searches = () => talkover().requests.filter(({ url }) => url.includes('search=')).length;

	test('unless a search finds nothing, not even the calls to others', async () => {
		listLong();
		const when = ({ url }: { url: string }) => url.includes('search=');
		talkover().answer(200, { success: true, data: [] }, { when });

		expect(jsonOf(await callAll([ANA]))).toEqual([skipped('calledRecently')]);
		expect(searches()).toBeGreaterThan(0);
	});

	test('unless it has a call with a hidden number, which no search finds', async () => {
		listLong();
		talkover().state.calls.pop();
		listed('+1212*****00', 0.5);

		const unknown = skipped('callsUnknown');
		expect(jsonOf(await callAll([ANA, '+12135001001']))).toEqual([unknown, unknown]);
		expect(searches()).toBe(0);
	});
});

test.each([
	['a 403', 403, { message: 'Not allowed' }, '(HTTP 403). Not allowed. Check'],
	['a web page', 200, '<html>Log in</html>', "can't read Talkover's response (HTTP 200)"],
])('nobody is called if the list of calls is %s', async (_what, status, body, why) => {
	answerLists(status, body);

	const items = jsonOf(await callAll([ANA, '+12135001001']));

	expect(items).toEqual([skipped('callsUnknown'), skipped('callsUnknown')]);
	expect(items[0]?.message).toContain(why);
	expect(reads()).toBe(1);
});

test('an item fails if the list of calls cannot be read now', async () => {
	skipWaits();
	answerLists(500, {});
	const rules = { skipIfActive: false, maxCallsPerContact: { limit: {} } };

	const { error } = await callAll([ANA], {}, { rules });

	expect(error?.message).toContain('(HTTP 500)');
	expect(talkover().dialed()).toEqual([]);
});

test('the next call is allowed when the output says so, although a Date header is a second old', async () => {
	const now = Math.ceil(Date.now() / 1_000) * 1_000;
	const call = {
		...{ id: 'call-0', agent_id: SEED.salesAgentId, to: ANA, status: 'completed', duration: 42 },
		...{ created_at: new Date(now - 23 * HOUR).toISOString() },
	};
	const answerAt = (time: number, age: number) => {
		jest.spyOn(Date, 'now').mockReturnValue(time);
		const headers = { Date: new Date(time - age).toUTCString() };
		const data = [{ ...call, updated_at: call.created_at }];
		const body = { success: true, data, meta: { current_page: 1, last_page: 1, total: 1 } };
		const fault = { kind: 'answer', status: 200, headers, body } as const;
		talkover().fail({ operationId: 'listAgentCalls', times: 1, fault });
	};

	answerAt(now, 0);
	const [refused] = jsonOf(await callAll([ANA]));
	answerAt(Date.parse(String(refused?.nextAllowedAt)), 1_000);

	expect(jsonOf(await callAll([ANA]))).toEqual([made]);
});

test('a call without a time zone in the list may have been made within the period', async () => {
	talkover().speak('call-no-zone');
	listed(ANA, 25);

	const [item] = jsonOf(await callAll([ANA]));

	expect(item).toEqual(skipped('callsUnknown', { nextAllowedAt: expect.any(String) }));
	expect(item?.message).toContain("It isn't certain when a call in the list was made");
});

describe.each<[string, INodeParameters]>([
	['make', {}],
	['makeAndWait', { operation: 'makeAndWait', waitAtMost: 0 }],
	['makeForCampaign', { operation: 'makeForCampaign', campaignId: chosen(SEED.activeCampaignId) }],
])('the calls of this process count for %s', (_name, operation) => {
	test('a call of another agent counts if those of all agents do', async () => {
		answerLists(200, { success: true, data: [], meta: { last_page: 1 } });
		await callAll([ANA], {}, { agentId: chosen(SEED.supportAgentId) });

		const ofAgent = jsonOf(await callAll([ANA], { countedCalls: 'all' }, operation));
		const ofAll = jsonOf(await callAll([ANA], {}, operation));

		expect([...ofAgent, ...ofAll]).toEqual([skipped('calledRecently'), made]);
	});
});

test('a call with an unknown outcome may count', async () => {
	talkover().fail({ operationId: 'makeCall', fault: { kind: 'resetBefore' }, times: 1 });
	skipWaits();
	await callAll([ANA], {}, { agentId: chosen(SEED.supportAgentId) });

	const items = jsonOf(await callAll([ANA], { countedCalls: 'all' }));

	expect(items).toEqual([skipped('callsUnknown')]);
	expect(items[0]?.message).toContain(
		"The outcome or the agent of a call that was just sent isn't known",
	);
});

test('two agents of a run have calls of their own', async () => {
	listed(ANA, 3);
	const agentId = { ...MAKE.agentId, value: '={{ $json.agent }}' };
	const limited = { skipIfActive: false, maxCallsPerContact: { limit: {} } };
	const items = [
		{ agent: SEED.supportAgentId, phone: '+12135001001' },
		{ agent: SEED.salesAgentId, phone: ANA },
	];

	const result = await runTalkover(talkover(), { ...MAKE, agentId, rules: limited }, { items });

	expect(jsonOf(result)).toEqual([made, skipped('calledRecently')]);
});

test('each item of a run has a period of its own', async () => {
	const phones = contacts(10);
	phones.forEach((phone, day) => {
		listed(phone, 24 * day + 12);
	});
	const period = `={{ ${JSON.stringify(phones)}.indexOf($json.phone) + 1 }}`;

	expect(jsonOf(await callAll(phones, { period }))).toEqual(
		phones.map(() => skipped('calledRecently')),
	);
});

test('the calls of the agent of a campaign count', async () => {
	const agentId = talkover().state.campaigns.find(({ id }) => id === SEED.activeCampaignId)
		?.agent_id as string;
	listed(ANA, 3, { agent_id: agentId });
	const campaign = { operation: 'makeForCampaign', campaignId: chosen(SEED.activeCampaignId) };

	const items = jsonOf(await callAll([ANA, '+12135001001'], {}, campaign));

	expect(items).toEqual([skipped('calledRecently'), made]);
});

test.each(['numeric-ids,small-pages,bare,extra', 'paginator,nulls'])(
	'the list of calls is read in the dialects %s',
	async (dialects) => {
		talkover().speak(...dialects.split(','));
		for (let index = 0; index < 25; index++) listed(`+1212500${2000 + index}`, index / 10);
		listed(ANA, 23);
		listed('+12135001001', 26);

		const items = jsonOf(await callAll([ANA, '+12135001001', ...contacts(8)]));

		expect(items).toEqual([skipped('calledRecently'), ...Array<unknown>(9).fill(made)]);
	},
);

test('one look at the list is enough for many items, and nothing is read for calls that other rules forbid', async () => {
	const rules = {
		...{ skipIfActive: false, maxCallsPerContact: { limit: {} } },
		doNotCall: contacts(30).slice(20).join(),
	};
	await callAll(contacts(30), {}, { rules });
	expect([reads(), talkover().dialed()]).toEqual([1, contacts(20)]);

	await callAll(contacts(30).slice(20), {}, { rules });
	expect(reads()).toBe(1);
});

// prettier-ignore
test.each<[string, INodeParameters, string]>([
	['no call', { calls: 0 }, 'Calls: must be between 1 and 100'],
	['an unknown unit', { unit: 'weeks' }, 'Unit: must be one of'],
])('a limit of %s is rejected before anything is sent', async (_what, limit, message) => {
	const { error } = await callAll([ANA], limit);

	expect(error?.message).toContain(message);
	expect(talkover().requests).toEqual([]);
});
