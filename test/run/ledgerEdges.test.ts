import { getEventListeners } from 'node:events';

import type { IDataObject } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { withContext } from '../support/n8n/nodeContext';
import { credentialFor, jsonOf, runTalkover, talkoverWorkflow } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { retryWorkflow, runWorkflow } from '../../harness/workflow';

const MAKE = {
	resource: 'call',
	operation: 'make',
	agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
	phone: '={{ $json.phone }}',
};
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
const REFUSED = { kind: 'answer', status: 422, body: { message: 'Not this one.' } } as const;

const talkover = useSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

function dialled(): unknown[] {
	return talkover()
		.requests.filter(({ operationId, status }) => operationId === 'makeCall' && status === 200)
		.map(({ body }) => (body as IDataObject).to);
}

test('a number that was skipped because it was on a call is not called by a retry after that call', async () => {
	const items = [{ phone: '+15551110000' }, { phone: '+15551110000' }, { phone: '+15552220000' }];
	talkover().fail({
		times: 1,
		when: ({ body }) => (body as IDataObject | undefined)?.to === '+15552220000',
		fault: REFUSED,
	});
	const options = {
		workflow: talkoverWorkflow({ ...MAKE, options: { maxConcurrency: 1 } }),
		credential: credentialFor(talkover()),
		items,
	};
	const failed = await runWorkflow(options);
	expect(failed.error).toBeDefined();
	for (const call of talkover().state.calls) call.status = 'completed';

	const retried = await retryWorkflow(options, failed);

	expect(dialled()).toEqual(['+15551110000', '+15552220000']);
	expect(jsonOf(retried).map(({ placed }) => placed)).toEqual([true, false, true]);
});

test('a second item with the same number is not called while the outcome of the first is unknown', async () => {
	talkover().fail({
		operationId: 'makeCall',
		times: 1,
		when: ({ body }) => (body as IDataObject).to === '+15551110000',
		fault: { kind: 'answer', status: 504, body: {} },
	});

	const result = await runTalkover(talkover(), MAKE, {
		items: [{ phone: '+15551110000' }, { phone: '+15551110000' }, { phone: '+15552220000' }],
		settings: { onError: 'continueRegularOutput' },
	});

	expect(dialled()).toEqual(['+15552220000']);
	expect(jsonOf(result).map(({ message }) => message)).toEqual([
		'Talkover could not complete the request (HTTP 504)',
		'Nothing was sent, because the outcome of an earlier try is not known',
		undefined,
	]);
});

test('a call whose outcome is unknown does not block a call to the same number from another agent', async () => {
	talkover().fail({ operationId: 'makeCall', times: 1, fault: { kind: 'resetBefore' } });

	const result = await runTalkover(
		talkover(),
		{ ...MAKE, agentId: { __rl: true, mode: 'id', value: '={{ $json.agent }}' } },
		{
			items: [
				{ agent: SEED.salesAgentId, phone: '+15551110000' },
				{ agent: SEED.supportAgentId, phone: '+15551110000' },
			],
			settings: { onError: 'continueRegularOutput' },
		},
	);

	expect(dialled()).toEqual(['+15551110000']);
	expect(jsonOf(result).filter(({ placed }) => placed)).toHaveLength(1);
});

test('a call whose response contains an error field is not placed again by Retry On Fail', async () => {
	const call = { id: 'c1', agent_id: 'a', to: '+15551110000', status: 'failed', error: 'busy' };
	talkover().fail({
		operationId: 'makeCall',
		fault: { kind: 'answer', status: 200, body: { success: true, data: call } },
	});

	const result = await runTalkover(talkover(), MAKE, {
		items: [{ phone: '+15551110000' }],
		settings: RETRY_ON_FAIL,
	});

	expect(dialled()).toEqual(['+15551110000']);
	expect(jsonOf(result)).toEqual([{ placed: true, ...call }]);
});

test('an unreadable ledger entry counts as an unknown outcome', async () => {
	talkover().fail({ operationId: 'makeCall', fault: { kind: 'resetAfter' }, times: 1 });
	const options = {
		workflow: talkoverWorkflow(MAKE),
		credential: credentialFor(talkover()),
		items: [{ phone: '+15551110000' }],
	};
	const failed = await runWorkflow(options);
	const stored = failed.run.data.executionData?.contextData['node:Talkover'] as IDataObject;
	const ledger = stored.talkover as { entries: Record<string, unknown> };
	for (const key of Object.keys(ledger.entries)) ledger.entries[key] = { state: 'done' };

	const retried = await retryWorkflow(options, failed);

	expect(retried.error?.message).toContain('the outcome of an earlier try is not known');
	expect(talkover().state.calls.filter(({ to }) => to === '+15551110000')).toHaveLength(1);
});

test('later changes to the output do not change the ledger', async () => {
	const create = { resource: 'agent', operation: 'create', name: '={{ $json.name }}' };
	talkover().fail({
		when: ({ body }) => (body as IDataObject | undefined)?.name === 'first',
		fault: REFUSED,
	});

	const result = await runTalkover(talkover(), create, {
		items: [{ name: 'first' }, { name: 'second' }],
		settings: { ...RETRY_ON_FAIL, onError: 'continueRegularOutput' },
	});
	const [, output] = jsonOf(result);
	if (output) output.name = 'changed';

	const kept = JSON.stringify(result.run.data.executionData?.contextData);
	expect(kept).toContain('second');
	expect(kept).not.toContain('changed');
});

test("later changes to the output do not change the ledger's record of skipped calls", async () => {
	talkover().fail({
		when: ({ body }) => (body as IDataObject | undefined)?.to === '+15552220000',
		fault: REFUSED,
	});

	const result = await runTalkover(talkover(), MAKE, {
		items: [{ phone: SEED.busyPhone }, { phone: '+15552220000' }],
		settings: { ...RETRY_ON_FAIL, onError: 'continueErrorOutput' },
	});
	const [output] = jsonOf(result);
	if (output) output.to = 'changed';

	const kept = JSON.stringify(result.run.data.executionData?.contextData);
	expect(kept).toContain(SEED.busyPhone);
	expect(kept).not.toContain('changed');
});

test('a run leaves no listener on the cancel signal of the execution', async () => {
	let signal: AbortSignal | undefined;
	withContext((context) => (signal = context.getExecutionCancelSignal()));

	await runTalkover(talkover(), MAKE, { items: [{ phone: '+15551110000' }] });

	expect(signal && getEventListeners(signal, 'abort')).toEqual([]);
});
