import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover, talkoverRun } from '../../tools/harness/talkoverNode';
import type { RunResult } from '../../tools/harness/workflow';
import { retryWorkflow, runWorkflow } from '../../tools/harness/workflow';
import type { Fault } from '../../tools/simulator/http/faults';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { useMovedTime } from '../support/time/skippedTime';

const SECOND = 1_000;
const ANA = '+12125001000';
const CALL: INodeParameters = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone }}',
	rules: { skipIfActive: false },
};
/** Nothing was created. */
const FAILED: Fault = { kind: 'answer', status: 503, body: {} };
/** The call was made. */
const LOST: readonly Fault[] = [
	{ kind: 'resetAfter' },
	{ kind: 'answerAfter', status: 500, body: {} },
];

const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

beforeEach(() => {
	talkover().state.calls.splice(0);
});

async function call(parameters = CALL): Promise<RunResult> {
	return runTalkover(talkover(), parameters, { items: [{ phone: ANA }] });
}

/** Another n8n calls Ana with the same agent. */
function callElsewhere(at = time.now()): void {
	const call = { agent_id: SEED.salesAgentId, to: ANA, status: 'completed' };
	talkover().state.calls.push({
		...{ ...call, id: 'elsewhere', created_at: new Date(at).toISOString() },
	});
}

/** Talkover gets the request for the call to Ana. */
function onRequest(fault: Fault, act: () => void = () => undefined): void {
	talkover().fail({
		...{ operationId: 'makeCall', phone: ANA, times: 1, fault },
		when: ({ body }) => {
			if ((body as IDataObject).to === ANA) act();
			return true;
		},
	});
}

const expectUnknown = (result: RunResult) => {
	expect(result.error?.message).toMatch(/^Outcome unknown: the call to \+12125001000/);
	expect(jsonOf(result)).toEqual([]);
};

test.each([1_200, 100, 1])(
	'a call that another n8n made %s ms before the request is not the call of the item',
	async (ms) => {
		callElsewhere(time.now() - ms);
		onRequest(FAILED);

		expectUnknown(await call());
	},
);

test('a call that another n8n made after the response is not the call of the item', async () => {
	onRequest(FAILED, () => {
		callElsewhere(time.now() + 3 * SECOND);
	});

	expectUnknown(await call());
});

test('a call that another n8n made while the request waited for the rate limit is not the call of the item', async () => {
	const headers = { 'Retry-After': '5' };
	onRequest({ kind: 'answer', status: 429, headers, body: {} }, () => {
		callElsewhere(time.now() + 4 * SECOND);
	});
	talkover().fail({ operationId: 'makeCall', phone: ANA, times: 1, fault: FAILED });

	expectUnknown(await call());
	expect(time.waited()).toBeGreaterThanOrEqual(5 * SECOND);
});

const HOURS = { from: '15:30', to: '18:00', timeZone: 'UTC', outside: 'delay' };
/** Talkover has to delay the call. */
const DELAYED = { ...CALL, rules: { skipIfActive: false, callingHours: { hours: HOURS } } };

test.each([
	...LOST.map((fault) => [fault, CALL] as const),
	[{ kind: 'resetAfter' }, DELAYED] as const,
])('a call that certainly began after its request is found (%j, %j)', async (fault, parameters) => {
	onRequest(fault, () => {
		time.move(3 * SECOND);
	});

	const [result, other] = await Promise.all([call(parameters), call(parameters)]);

	const [made] = talkover().state.calls.filter(({ to }) => to === ANA);
	expect(jsonOf(result)).toMatchObject([{ placed: true, id: made?.id }]);
	expect(jsonOf(other)).toMatchObject([{ placed: false, reason: 'duplicate', id: made?.id }]);
	expect(talkover().dialed()).toEqual([ANA]);
});

test('a call that was made too soon after its request to be told from an earlier one has an unknown outcome', async () => {
	onRequest({ kind: 'resetAfter' });

	expectUnknown(await call());
});

test('a retry whose record has an unknown outcome finds a call that certainly began after the request', async () => {
	const options = talkoverRun(talkover(), CALL, { items: [{ phone: ANA }] });
	talkover().state.listLagMs = 30 * SECOND;
	onRequest({ kind: 'resetAfter' }, () => {
		time.move(3 * SECOND);
	});
	const failed = await runWorkflow(options);
	expectUnknown(failed);
	time.move(60 * SECOND);

	expect(jsonOf(await retryWorkflow(options, failed))).toMatchObject([{ placed: true, to: ANA }]);
	expect(talkover().dialed()).toEqual([ANA]);
});

test('a call that another n8n made ten minutes after a failed request is not the call of the item in a retry', async () => {
	const options = talkoverRun(talkover(), CALL, { items: [{ phone: ANA }] });
	onRequest(FAILED);
	const failed = await runWorkflow(options);
	time.move(600 * SECOND);
	callElsewhere();
	time.move(60 * SECOND);

	const retried = await retryWorkflow(options, failed);

	expect(retried.error?.message).toContain('the outcome of an earlier attempt is unknown');
	expect(jsonOf(retried)).toEqual([]);
});
