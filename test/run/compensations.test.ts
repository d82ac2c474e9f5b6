import type { IDataObject, INode } from 'n8n-workflow';

import type { Fault } from '../../tools/simulator/http/faults';
import { SEED } from '../../tools/simulator/state';
import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, jsonOf, runTalkover, talkoverRun } from '../../tools/harness/talkoverNode';
import { retryWorkflow, runWorkflow, startWorkflow } from '../../tools/harness/workflow';
import { withContext } from '../support/n8n/nodeContext';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

/** Agents that a run publishes again after all items have ended, tested with trainings of published agents. */
const TEACH = {
	resource: 'training',
	operation: 'upsert',
	agentId: chosen('={{ $json.agent }}'),
	nodeId: '={{ $json.key }}',
	subject: '={{ $json.key }}',
	instructions: 'We are open.',
	options: { keepPublished: true },
};
const SUPPORT = SEED.supportAgentId;
const SALES = SEED.salesAgentId;
const REJECTED: Fault = { kind: 'answer', status: 422, body: { message: 'Not this one.' } };
const NO_VOICE_BODY = { message: 'Invalid.', errors: { voice: ['The voice is missing.'] } };
const VOICELESS: Fault = { kind: 'answer', status: 422, body: NO_VOICE_BODY };
const NOT_LIVE = `Agent ${SUPPORT} was published before, but publishing it again failed, so it may not take calls`;
const NO_VOICE = `${NOT_LIVE}: The agent isn't ready to publish (HTTP 422): set Voice with Agent: Update Voice. The voice is missing. Then publish the agent again.`;
const CONTINUE = { onError: 'continueRegularOutput' } as const;

const talkover = useSimulator();

const item = (agent: string, key: string): IDataObject => ({ agent, key });

const itemsOf = (agent: string, count: number) =>
	Array.from({ length: count }, (_, index) => item(agent, `${agent.slice(0, 2)}-${index}`));

const optionsFor = (
	items: readonly IDataObject[],
	settings: Partial<INode> = {},
	credential?: RequestSettings,
) => talkoverRun(talkover(), TEACH, { credential, settings, items });

const sent = () => talkover().requests.map(({ operationId }) => operationId);
const count = (operationId: string) => sent().filter((each) => each === operationId).length;
const agentOf = (id: string) => talkover().state.agents.find((agent) => agent.id === id);
const statusOf = (id: string) => agentOf(id)?.current_status;

const teaches =
	(key: string) =>
	({ body }: { body?: unknown }) =>
		(body as IDataObject | undefined)?.node_id === key;

/** Makes the training with this key meet a fault. */
function failTraining(key: string, fault: Fault, times = 1): void {
	talkover().fail({ operationId: 'upsertTraining', when: teaches(key), fault, times });
}

const failPublishing = (fault: Fault, times: number) => {
	talkover().fail({ operationId: 'publishAgent', fault, times });
};

test('a run publishes each agent once, after its last item', async () => {
	const items = [...itemsOf(SUPPORT, 6), ...itemsOf(SALES, 6)];

	const result = await runWorkflow(optionsFor(items));

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toHaveLength(12);
	expect(count('getAgent')).toBe(2);
	expect(sent().slice(-3)).toEqual(['upsertTraining', 'publishAgent', 'publishAgent']);
	expect(count('publishAgent')).toBe(2);
	expect([statusOf(SUPPORT), statusOf(SALES)]).toEqual(['published', 'published']);
});

test.each([{}, CONTINUE])('an agent is published if another item fails (%j)', async (settings) => {
	const items = [...itemsOf(SUPPORT, 3), item(SALES, 'bad')];
	failTraining('bad', REJECTED);

	const result = await runWorkflow(optionsFor(items, settings, ONE_AT_ONCE));

	expect(result.error?.message).toBe(
		'onError' in settings
			? undefined
			: 'Talkover rejected the request (HTTP 422) – Not this one. [item 3]',
	);
	expect(statusOf(SUPPORT)).toBe('published');
	// The other agent wasn't changed, so it isn't published.
	expect(count('publishAgent')).toBe(1);
});

test('an agent is published again if the outcome of its update is unknown', async () => {
	skipWaits();
	failTraining('lost', { kind: 'resetAfter' }, Infinity);

	await runWorkflow(optionsFor([item(SUPPORT, 'lost')]));

	expect(statusOf(SUPPORT)).toBe('published');
});

test('the items of an agent that cannot be published again contain a warning but succeed', async () => {
	failPublishing(VOICELESS, 1);

	const result = await runWorkflow(
		optionsFor([...itemsOf(SUPPORT, 2), ...itemsOf(SALES, 1)], {}, ONE_AT_ONCE),
	);

	expect(result.error).toBeUndefined();
	expect(jsonOf(result).map(({ warning }) => warning)).toEqual([NO_VOICE, NO_VOICE, undefined]);
	expect(result.run.data.resultData.runData.Talkover?.[0]?.hints).toEqual([
		expect.objectContaining({ message: NO_VOICE, type: 'warning' }),
	]);
	expect(count('publishAgent')).toBe(2);
});

test('the error that ends a run names the agent that could not be published again', async () => {
	failPublishing(VOICELESS, 1);
	failTraining('bad', REJECTED);

	const result = await runWorkflow(
		optionsFor([item(SUPPORT, 'good'), item(SALES, 'bad')], {}, ONE_AT_ONCE),
	);

	expect(result.error?.message).toContain('Not this one.');
	expect(result.error?.description).toContain(NO_VOICE);
});

test('a failed item contains the warning about an agent that cannot be published again when the node continues', async () => {
	failPublishing(VOICELESS, 1);
	failTraining('bad', { kind: 'answerAfter', status: 200, body: '<html></html>' });

	const result = await runWorkflow(optionsFor([item(SUPPORT, 'bad')], CONTINUE));

	expect(jsonOf(result)).toMatchObject([
		{ error: { description: expect.stringContaining(NO_VOICE) } },
	]);
});

const items = [item(SUPPORT, 'good'), item(SALES, 'bad')];

test('a manual retry publishes an agent that the first attempt could not publish again', async () => {
	failTraining('bad', REJECTED);
	failPublishing(VOICELESS, 1);
	const failed = await runWorkflow(optionsFor(items, {}, ONE_AT_ONCE));
	expect(statusOf(SUPPORT)).toBe('draft');

	const retried = await retryWorkflow(optionsFor(items, {}, ONE_AT_ONCE), failed);

	expect(retried.error).toBeUndefined();
	expect(statusOf(SUPPORT)).toBe('published');
});

test('a retry does not publish an agent that a person unpublished after the first attempt', async () => {
	failTraining('bad', REJECTED);
	const failed = await runWorkflow(optionsFor(items, {}, ONE_AT_ONCE));
	expect(statusOf(SUPPORT)).toBe('published');
	const unpublish = { resource: 'agent', operation: 'unpublish', agentId: SUPPORT };
	await runTalkover(talkover(), unpublish);
	expect(statusOf(SUPPORT)).toBe('draft');

	const retried = await retryWorkflow(optionsFor(items, {}, ONE_AT_ONCE), failed);

	expect(retried.error).toBeUndefined();
	expect([statusOf(SUPPORT), statusOf(SALES)]).toEqual(['draft', 'published']);
});

test('a rejected token ends the run without a request to publish, and the error says so', async () => {
	const fault: Fault = { kind: 'answer', status: 401, body: { message: 'Unauthenticated.' } };
	failTraining('bad', fault);

	const result = await runWorkflow(
		optionsFor([item(SUPPORT, 'good'), item(SUPPORT, 'bad')], {}, ONE_AT_ONCE),
	);

	expect(count('publishAgent')).toBe(0);
	expect(result.error?.message).toContain('rejected the API token (HTTP 401)');
	expect(String(result.error?.description).split(NOT_LIVE)).toHaveLength(2);
});

test('a stopped run publishes nothing and says so', async () => {
	const hints: unknown[] = [];
	withContext((context) => {
		context.addExecutionHints = (hint) => hints.push(hint);
	});
	const release = talkover().hold({ operationId: 'upsertTraining' });
	const { result, stop } = await startWorkflow(optionsFor([item(SUPPORT, 'good')]));
	await talkover().received(2);
	stop();

	const stopped = await result;

	release();
	expect(stopped.status).toBe('canceled');
	expect(count('publishAgent')).toBe(0);
	expect(hints).toEqual([
		expect.objectContaining({ message: `${NOT_LIVE}: The execution was stopped.` }),
	]);
});

test('a pending publication is recorded before the update is sent, and removed once the agent is published', async () => {
	let node: IDataObject = {};
	withContext((context) => {
		node = context.getContext('node');
	});
	const release = talkover().hold({ operationId: 'upsertTraining' });
	const { result } = await startWorkflow(optionsFor([item(SUPPORT, 'good')]));
	await talkover().received(2);
	const { entries } = node.talkover as { entries: object };
	expect(Object.values(entries)).toEqual([{ state: 'due' }]);

	release();
	await result;

	expect(node).toEqual({});
	expect(statusOf(SUPPORT)).toBe('published');
});

test('a missing agent is looked for once for all items', async () => {
	const result = await runWorkflow(optionsFor(itemsOf('missing', 3), CONTINUE, ONE_AT_ONCE));

	expect(jsonOf(result).map((json) => 'error' in json)).toEqual([true, true, true]);
	expect(count('getAgent')).toBe(1);
});

test('an agent that could not be read is read again for the next item', async () => {
	talkover().answer(403, {}, { operationId: 'getAgent', times: 1 });

	const result = await runWorkflow(optionsFor(itemsOf(SUPPORT, 3), CONTINUE, ONE_AT_ONCE));

	expect(jsonOf(result).map((json) => 'error' in json)).toEqual([true, false, false]);
	expect(count('getAgent')).toBe(2);
	expect(statusOf(SUPPORT)).toBe('published');
});

test('a run that starts while another run has set the agent to draft publishes it as well', async () => {
	const second = item(SUPPORT, 'second');
	const release = talkover().hold({ when: teaches('second') });
	const { result } = await startWorkflow(optionsFor([item(SUPPORT, 'first'), second]));
	await talkover().received(3);
	// The first item may not have been carried out yet.
	Object.assign(agentOf(SUPPORT) ?? {}, { current_status: 'draft' });

	await runWorkflow(optionsFor([item(SUPPORT, 'other')]));

	expect(statusOf(SUPPORT)).toBe('published');
	release();
	await result;
	expect(statusOf(SUPPORT)).toBe('published');
	expect(count('publishAgent')).toBe(2);
});

test('a run that starts after another one reads the agent itself', async () => {
	await runWorkflow(optionsFor([item(SUPPORT, 'first')]));
	const unpublish = { resource: 'agent', operation: 'unpublish', agentId: SUPPORT };
	await runTalkover(talkover(), unpublish);

	await runWorkflow(optionsFor([item(SUPPORT, 'second')]));

	expect(count('getAgent')).toBe(2);
	expect(statusOf(SUPPORT)).toBe('draft');
});

test('publishing respects the rate limit', async () => {
	const fault: Fault = { kind: 'answer', status: 429, headers: { 'Retry-After': '0' }, body: {} };
	failPublishing(fault, 1);

	const result = await runWorkflow(optionsFor([item(SUPPORT, 'good')]));

	expect(jsonOf(result)[0]).not.toHaveProperty('warning');
	expect(statusOf(SUPPORT)).toBe('published');
});
