import { inspect } from 'node:util';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { enterAccount } from '../../../nodes/Talkover/account/sharedAccounts';
import { accountOf } from '../../../nodes/Talkover/api/account';
import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import type { Fault } from '../../../tools/simulator/http/faults';
import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, startTalkover } from '../../../tools/harness/talkoverNode';
import type { RunResult } from '../../../tools/harness/workflow';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const NUMBER = '+12125001111';
const MAKE: INodeParameters = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone ?? "+1 212 500 1111" }}',
};
const AND_WAIT: INodeParameters = { ...MAKE, operation: 'makeAndWait', waitAtMost: 0 };
const EVEN_IF_ON_CALL: INodeParameters = { ...MAKE, rules: { skipIfActive: false } };
const UNKNOWN =
	/^Nothing was sent because another execution has sent the request for the call to \+12125001111, and its outcome is unknown/;

const talkover = useSimulator();

const isCall = ({ operationId }: { operationId?: string | undefined }) =>
	operationId === 'makeCall';
const callRequests = () => talkover().requests.filter(isCall);
const call = async (parameters = MAKE, items: readonly IDataObject[] = [{}]) =>
	runTalkover(talkover(), parameters, { items });
const start = async (parameters = MAKE) => startTalkover(talkover(), parameters);

/** What became of each execution of one item: `placed`, the reason, or the error. */
function ends(results: readonly RunResult[]): unknown[] {
	return results.map((result) => {
		const [{ placed, reason } = {}] = jsonOf(result);
		return result.error?.message ?? (placed === true ? 'placed' : reason);
	});
}

test.each([
	['Make', [MAKE, MAKE]],
	['Make without a look at the calls', [EVEN_IF_ON_CALL, EVEN_IF_ON_CALL]],
	['Make and Wait', [AND_WAIT, AND_WAIT]],
	['Make, and Make and Wait', [MAKE, AND_WAIT]],
] as const)('of 20 executions that start twice at once, 20 calls are made: %s', async (_, both) => {
	const contacts = Array.from({ length: 20 }, (_each, index) => `+121250010${index + 10}`);

	const pairs = await Promise.all(
		contacts.map(async (phone) =>
			Promise.all(both.map(async (parameters) => call(parameters, [{ phone }]))),
		),
	);

	expect(callRequests().map(({ body }) => (body as IDataObject).to)).toHaveLength(20);
	for (const [index, pair] of pairs.entries()) {
		const outputs = pair.map((result) => jsonOf(result)[0]);
		const made = outputs.find((output) => output?.placed === true);
		const other = outputs.find((output) => output !== made);
		const { id } = made ?? {};
		expect(id).toBeDefined();
		expect(other).toMatchObject({
			...{ outcome: 'skipped', placed: false, reason: 'duplicate', retryable: false, id },
			...{ to: contacts[index], message: expect.stringContaining('less than a minute ago') },
		});
	}
});

/** What Talkover does with the first request, how many there are, and how two simultaneous executions end. */
test.each<[string, Fault, number, (RegExp | string)[]]>([
	['rejected', { kind: 'answer', status: 422, body: {} }, 2, [/HTTP 422/, 'placed']],
	['over the rate limit', { kind: 'answer', status: 429, body: {} }, 2, ['placed', 'duplicate']],
	['without a connection', { kind: 'resetBefore' }, 1, [/Outcome|response|connection/i, UNKNOWN]],
	['made in spite of an error', { kind: 'resetAfter' }, 1, [/Outcome|connection/i, 'onCall']],
	['unclear', { kind: 'answer', status: 500, body: {} }, 1, [/HTTP 500/, UNKNOWN]],
])('the second execution calls unless the first did: %s', async (_, fault, requests, expected) => {
	skipWaits();
	talkover().fail({ operationId: 'makeCall', times: 1, fault });

	const results = ends(await Promise.all([call(), call()]));

	expect(callRequests()).toHaveLength(requests);
	for (const each of expected) {
		const matches: unknown = each instanceof RegExp ? expect.stringMatching(each) : each;
		expect(results).toContainEqual(matches);
	}
});

test('if an execution is stopped during its request, another one does not call', async () => {
	skipWaits();
	const release = talkover().hold({ operationId: 'makeCall' });
	const first = await start();
	await talkover().received(2);
	const second = await start();

	first.stop();
	const results = [await first.result, await second.result];

	release();
	expect(ends(results)[1]).toMatch(UNKNOWN);
	expect(callRequests()).toHaveLength(1);
});

test('an unknown outcome stays unknown after a second request that Talkover rejects', async () => {
	skipWaits();
	talkover().answer(500, {}, { operationId: 'makeCall', times: 1 });
	talkover().answer(422, {}, { operationId: 'makeCall', times: 1 });
	const again = { ...MAKE, options: { resendUnknown: true } };

	const results = [await call(), await call(again), await call()];

	expect(ends(results).slice(1)).toEqual([
		expect.stringContaining('HTTP 422'),
		expect.stringMatching(UNKNOWN),
	]);
	expect(callRequests()).toHaveLength(2);
});

test('what executions know of the calls of others contains no number, no token and no context', async () => {
	const { url, token } = talkover();
	const body = { data: { id: 'made-1', to: NUMBER, context: { note: 'private' } } };
	talkover().answer(200, body, 'makeCall');
	await call();
	const pause = createPause(undefined);
	const { book } = enterAccount(accountOf(url, token), { pause });
	pause.end();

	const text = inspect(book, { depth: Infinity, showHidden: true });

	expect(text).toContain('made-1');
	expect(text).not.toMatch(/2125001111|talq_|private/);
	expect(text).not.toContain(token);
});
