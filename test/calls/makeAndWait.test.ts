import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import {
	credentialFor,
	jsonOf,
	runTalkover,
	talkoverWorkflow,
} from '../../tools/harness/talkoverNode';
import { startWorkflow } from '../../tools/harness/workflow';
import { chosen } from '../support/n8n/parameterValues';
import { callTool } from '../support/n8n/tool';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits, skipWaitsTogether } from '../support/time/skippedTime';
import { inPanel } from '../support/calls/inPanel';

const MAKE_AND_WAIT = {
	resource: 'call',
	operation: 'makeAndWait',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone }}',
};
let elapsed = () => 0;
const START = Date.UTC(2026, 0, 5, 12);
const talkover = useSimulator({ now: () => START + elapsed() });

const sent = (operationId: string) =>
	talkover().requests.filter((request) => request.operationId === operationId);

const phones = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: `+1212500${1000 + index}` }));

async function callAll(items: IDataObject[], more: INodeParameters = {}) {
	return runTalkover(talkover(), { ...MAKE_AND_WAIT, ...more }, { items });
}

/**
 * Skips waits, while calls last this many seconds.
 *
 * @returns the maximum number of calls in progress
 */
function callsLasting(seconds: number, status = 'completed') {
	const since = new Map<unknown, number>();
	let most = 0;
	const waited = skipWaitsTogether(async () => {
		const running = talkover().state.calls.filter((call) => call.status === 'initiated');
		most = Math.max(most, running.length);
		for (const call of running) {
			const start = since.get(call.id) ?? waited();
			since.set(call.id, start);
			call.created_at = new Date(START + start).toISOString();
			if (waited() - start >= seconds * 1000) Object.assign(call, { status });
		}
	});
	return { waited, most: () => most };
}

beforeEach(() => {
	elapsed = () => 0;
	jest.spyOn(Date, 'now').mockImplementation(() => START + elapsed());
	talkover().state.calls.splice(0);
});

test('the output contains the outcome of the call', async () => {
	callsLasting(30);

	const [json] = jsonOf(await callAll(phones(1)));

	expect(json).toMatchObject({
		placed: true,
		ended: true,
		id: talkover().state.calls[0]?.id,
		to: '+12125001000',
		status: 'completed',
		duration: 42,
	});
});

test('an AI agent with nothing but a number waits four minutes and reads in words how the call ended', async () => {
	callsLasting(240);

	const { agentId } = MAKE_AND_WAIT;
	const { json } = await callTool(talkover(), { agentId }, { Phone: '+55 11 91234-5678' });

	const description =
		'Makes a phone call with a voice agent and returns how it ended. A real phone rings, and credits are used.';
	expect(json).toMatchObject({ description, parameters: ['Phone'] });
	const message = 'Somebody or something answered, and the call has ended after 42 seconds';
	expect(JSON.parse(String(json.answer))).toMatchObject([
		{ outcome: 'answered', placed: true, message, to: '+5511912345678', ended: true },
	]);
});

test('the calls are checked together, first after 5 seconds and then at growing intervals', async () => {
	const { waited } = callsLasting(40);
	const looks: number[] = [];
	talkover().fail({
		when: ({ operationId }) => {
			if (operationId === 'listAgentCalls') looks.push(Math.round(waited() / 100) / 10);
			return false;
		},
		fault: { kind: 'silence' },
	});

	await callAll(phones(5));

	expect(looks).toEqual([5, 12.5, 23.8, 38.8, 53.8]);
});

test('the next contact is called when a line is free', async () => {
	const { most } = callsLasting(20);

	const result = jsonOf(await callAll(phones(12), { options: { callsAtOnce: 3 } }));

	expect(result.filter(({ ended }) => ended)).toHaveLength(12);
	expect(most()).toBe(3);
	expect(sent('makeCall')).toHaveLength(12);
});

test('60 contacts, ten at a time, need few checks and no request exceeds the rate limit', async () => {
	const { waited } = callsLasting(30);
	elapsed = waited;
	talkover().limit({
		form: 'fixedWindow',
		requests: 100,
		perMs: 60_000,
		headers: 'resetEpochSeconds',
	});

	const result = jsonOf(await callAll(phones(60), { options: { callsAtOnce: 10 } }));

	expect(result.filter(({ ended }) => ended)).toHaveLength(60);
	const looks = sent('listAgentCalls');
	expect(looks.filter(({ status }) => status === 429)).toEqual([]);
	// The checks also show who is on a call, which saves a request per contact.
	expect(sent('getActiveCall')).toEqual([]);
	const withoutList = 2 * 60 + looks.length;
	expect(looks.length / withoutList).toBeLessThan(0.15);
});

test('a call in progress is not awaited for longer than Max Wait', async () => {
	const { waited } = callsLasting(3_600);

	const result = jsonOf(await callAll(phones(1), { waitAtMost: 2 }));

	expect(result).toEqual([
		expect.objectContaining({ placed: true, ended: false, status: 'initiated' }),
	]);
	expect(waited()).toBe(120_000);
});

test.each<[string, INodeParameters, number]>([
	['the user', { delaySeconds: 60 }, 60_000],
	['its hours', { callingHours: { hours: { from: '07:05', outside: 'delay' } } }, 300_000],
])('the wait for a call that is delayed by %s starts when it is dialed', async (_, options, ms) => {
	const { waited } = callsLasting(7_200);

	await callAll(phones(1), { waitAtMost: 1, ...inPanel(options) });

	expect(waited()).toBe(ms + 60_000);
});

test('a number in several items is called once, even if its call has ended', async () => {
	callsLasting(10);

	const items = [...phones(2), ...phones(1)];
	const result = jsonOf(await callAll(items, { options: { callsAtOnce: 1 } }));

	expect(sent('makeCall')).toHaveLength(2);
	expect(result.map(({ placed }) => placed)).toEqual([true, true, false]);
	expect(result[2]?.id).toBe(result[0]?.id);
});

const answerCalls = (calls: IDataObject[]) => {
	talkover().answer(200, { data: calls, meta: { last_page: 1 } }, 'listAgentCalls');
};

test('a call with an unknown status that was never active has not ended for sure', async () => {
	skipWaits();
	talkover().answer(201, { call_id: 7, to: '+12125001000', status: 'warming_up' }, 'makeCall');
	answerCalls([{ id: '7', status: 'desligada', duration: 12 }]);

	const more = { rules: { skipIfActive: false }, waitAtMost: 1 };
	expect(jsonOf(await callAll(phones(1), more))).toEqual([
		expect.objectContaining({
			...{ ended: false, status: 'desligada', duration: 12 },
			warning: expect.stringContaining("can't tell whether the call to +12125001000 has ended"),
		}),
	]);
});

test('failed checks are repeated later', async () => {
	callsLasting(60);
	talkover().answer(403, {}, { operationId: 'listAgentCalls', times: 2 });

	expect(jsonOf(await callAll(phones(1)))).toEqual([expect.objectContaining({ ended: true })]);
});

test('stopping the execution ends the wait, and the log lists the calls so far without phone numbers', async () => {
	const logged = jest.spyOn(Container.get(Logger), 'info');
	talkover().fail({ fault: { kind: 'silence' }, phone: '+12125001001', operationId: 'makeCall' });
	const { result, stop } = await startWorkflow({
		workflow: talkoverWorkflow({ ...MAKE_AND_WAIT, options: { callsAtOnce: 2 } }),
		credential: credentialFor(talkover()),
		items: phones(3),
	});
	// The node first waits when its first call has begun.
	skipWaits(async () => {
		while (sent('makeCall').length < 2) await talkover().received(talkover().requests.length + 1);
		stop();
	});

	expect((await result).status).toBe('canceled');
	expect(sent('makeCall')).toHaveLength(2);
	const { id } = talkover().state.calls.find(({ to }) => to === '+12125001000') ?? {};
	expect(logged.mock.calls.map(([line]) => line)).toEqual([
		`Talkover: stopped, 1 of 3 calls done; item 0: running ${id}; item 1: outcome unknown`,
	]);
});

test('a retry does not call again and continues to wait', async () => {
	callsLasting(20);
	// The second number has no call in the first attempt, so n8n runs the node again for both items.
	talkover().answer(
		422,
		{ message: 'Not now' },
		{ operationId: 'makeCall', phone: '+12125001001', times: 1 },
	);

	const result = await runTalkover(talkover(), MAKE_AND_WAIT, {
		items: phones(2),
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});

	expect(result.error).toBeUndefined();
	expect(jsonOf(result).map(({ ended }) => ended)).toEqual([true, true]);
	const dialed = sent('makeCall').filter(({ status }) => status !== 422);
	expect(dialed.map(({ body }) => (body as IDataObject).to)).toEqual([
		'+12125001000',
		'+12125001001',
	]);
});

test('the outcome of every call is found when Talkover returns small pages', async () => {
	talkover().speak('small-pages');
	callsLasting(30);

	const result = jsonOf(
		await callAll(phones(40), { rules: { skipIfActive: false }, options: { callsAtOnce: 40 } }),
	);

	expect(result).toHaveLength(40);
	expect(result.filter(({ status }) => status !== 'completed')).toEqual([]);
});
