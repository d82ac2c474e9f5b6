import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../tools/simulator/http/faults';
import type { Simulator } from '../../tools/simulator/simulator';
import { startSimulator } from '../../tools/simulator/simulator';
import { SEED } from '../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { skipWaits } from '../support/time/skippedTime';
import { useSimulator } from '../support/servers/useSimulator';

const agentId = { __rl: true, mode: 'id', value: SEED.salesAgentId };

/** One operation per kind of request. Each sends one request per item. */
const GET = { resource: 'call', operation: 'getActive', agentId, phone: SEED.busyPhone };
const PUT = { resource: 'agent', operation: 'updateCalling', agentId, direction: 'inbound' };
const POST = { resource: 'agent', operation: 'create', name: 'A' };
const REPEATABLE_POST = { resource: 'call', operation: 'end', agentId, callId: 'call-uuid-1' };

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

function answer(status: number, headers: Record<string, string> = {}, body: unknown = {}): Fault {
	return { kind: 'answer', status, body, headers };
}

/** The requests that create something. */
function creations() {
	return talkover().requests.filter(({ method }) => method === 'POST');
}

/** Runs the operation with a fault on its first requests and counts all requests. */
async function sentWith(fault: Fault, parameters: INodeParameters, times = 2) {
	talkover().fail({ fault, times });
	const result = await runTalkover(talkover(), parameters);
	return { sent: talkover().requests.length, failed: result.error !== undefined };
}

test.each([
	['GET', GET],
	['PUT', PUT],
	['POST', POST],
])('retries a %s that gets a 429 until it succeeds', async (_method, parameters) => {
	expect(await sentWith(answer(429), parameters)).toEqual({ sent: 3, failed: false });
});

test.each([
	['GET', GET],
	['PUT', PUT],
	['POST that is safe to repeat', REPEATABLE_POST],
])('retries a %s that may have been carried out', async (_method, parameters) => {
	expect(await sentWith({ kind: 'resetAfter' }, parameters)).toEqual({ sent: 3, failed: false });
});

test.each<[string, Fault]>([
	['a 500', answer(500)],
	['a 503 with Retry-After', answer(503, { 'Retry-After': '0' })],
	['a connection lost after processing', { kind: 'resetAfter' }],
])('does not retry a POST that creates something after %s', async (_name, fault) => {
	talkover().fail({ fault });

	const result = await runTalkover(talkover(), POST);

	expect(creations()).toHaveLength(1);
	expect(shownError(result).message).toContain(
		'Outcome unknown: the request for the agent "A" may have gone through',
	);
});

test('does not retry a request that Talkover rejects', async () => {
	expect(await sentWith(answer(409), GET)).toEqual({ sent: 1, failed: true });
});

test('retries a request to a server that keeps failing five times', async () => {
	expect(await sentWith(answer(500), GET, Infinity)).toEqual({ sent: 6, failed: true });
});

test('sends a create once the server becomes reachable', async () => {
	const { url, close } = await startSimulator();
	await close();
	let up: Simulator | undefined;
	skipWaits(async () => {
		up ??= await startSimulator({ port: Number(new URL(url).port) });
	});

	const result = await runTalkover({ url, token: talkover().token }, POST);

	expect(result.error).toBeUndefined();
	expect(up?.state.agents).toHaveLength(4);
	await up?.close();
});

test('creates each of 40 items exactly once while two of three requests get a 429', async () => {
	let turn = 0;
	talkover().fail({
		// Two of three requests are rejected.
		when: () => ++turn % 3 !== 0,
		fault: answer(429, { 'Retry-After': '0' }),
	});
	const items = Array.from({ length: 40 }, (_, index) => ({ name: `agent ${index}` }));
	const before = talkover().state.agents.length;

	const result = await runTalkover(talkover(), { ...POST, name: '={{ $json.name }}' }, { items });

	const created = talkover().state.agents.slice(before);
	expect(created.map(({ name }) => name).sort()).toEqual(items.map(({ name }) => name).sort());
	expect(jsonOf(result).map(({ name }) => name)).toEqual(items.map(({ name }) => name));
});
