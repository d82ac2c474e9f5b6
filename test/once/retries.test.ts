import { getEventListeners } from 'node:events';

import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import type { Fault } from '../../tools/simulator/http/faults';
import { SEED } from '../../tools/simulator/state';
import { withContext } from '../support/n8n/nodeContext';
import { chosen } from '../support/n8n/parameterValues';
import type { RequestSettings } from '../../tools/harness/talkoverNode';
import {
	ONE_AT_ONCE,
	credentialFor,
	jsonOf,
	runTalkover,
	talkoverRun,
} from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import type { RunOptions } from '../../tools/harness/workflow';
import { retryWorkflow, runWorkflow } from '../../tools/harness/workflow';

const CREATE = { resource: 'agent', operation: 'create', name: '={{ $json.name }}' };
const CALL = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone }}',
};
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const ITEMS = Array.from({ length: 8 }, (_, index) => ({
	name: `agent ${index}`,
	phone: `+1213500000${index}`,
}));

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

function optionsFor(
	parameters: IDataObject,
	{
		credential,
		settings = {},
		items = ITEMS,
	}: {
		credential?: RequestSettings;
		settings?: object;
		items?: readonly IDataObject[];
	} = {},
): RunOptions {
	return talkoverRun(talkover(), parameters as INodeParameters, { credential, settings, items });
}

/** The names or numbers of everything that was created in addition to the seed. */
function created(): string[] {
	const agents = talkover().state.agents.slice(3);
	const calls = talkover().state.calls.slice(1);
	return [...agents.map(({ name }) => name), ...calls.map(({ to }) => to)].sort();
}

/** Makes the create request of one item meet this fault. */
function failItem(index: number, fault: Fault, times: number): void {
	const { name, phone } = ITEMS[index] ?? {};
	talkover().fail({
		fault,
		times,
		when: ({ method, body }) => {
			const sent = body as IDataObject | undefined;
			return method === 'POST' && (sent?.name === name || sent?.to === phone);
		},
	});
}

/** Rejects requests to create such things. */
function failWith(isIt: (body: IDataObject) => boolean, times = Infinity): void {
	const when = ({ body }: { body?: unknown }) => isIt((body ?? {}) as IDataObject);
	talkover().fail({ fault: REFUSED, times, when });
}

const REFUSED: Fault = { kind: 'answer', status: 422, body: { message: 'Not this one.' } };

describe.each([
	['agents', CREATE, ITEMS.map(({ name }) => name)],
	['calls', CALL, ITEMS.map(({ phone }) => phone)],
])('%s are created only once', (_name, parameters, expected) => {
	test('Retry On Fail creates each of eight items once when one item is rejected twice', async () => {
		failItem(5, REFUSED, 2);

		const result = await runWorkflow(optionsFor(parameters, { settings: RETRY_ON_FAIL }));

		expect(result.error).toBeUndefined();
		expect(created()).toEqual(expected);
		expect(jsonOf(result).map(({ name, to }) => name ?? to)).toEqual(expected);
	});

	test('a manual retry of a failed execution does not resend completed items', async () => {
		failItem(5, REFUSED, 1);
		const options = optionsFor(parameters);
		const failed = await runWorkflow(options);
		expect(failed.error?.message).toContain('Not this one.');

		const retried = await retryWorkflow(options, failed);

		expect(retried.error).toBeUndefined();
		expect(created()).toEqual(expected);
		expect(jsonOf(retried).map(({ name, to }) => name ?? to)).toEqual(expected);
	});

	test('Retry On Fail does not resend an item with an unknown outcome, and the error stays', async () => {
		// n8n retries if the first output item is an error.
		failItem(0, { kind: 'resetBefore' }, 1);
		const settings = { ...RETRY_ON_FAIL, onError: 'continueRegularOutput' as const };

		const result = await runWorkflow(optionsFor(parameters, { settings }));

		const sent = talkover().requests.filter(({ method }) => method === 'POST');
		expect(sent).toHaveLength(8);
		expect(jsonOf(result)).toHaveLength(8);
		expect(JSON.stringify(jsonOf(result)[0])).toContain(
			'the outcome of an earlier attempt is unknown',
		);
	});

	test('a manual retry reports an unknown outcome and sends nothing', async () => {
		failItem(5, { kind: 'resetBefore' }, 1);
		const options = optionsFor(parameters);
		const failed = await runWorkflow(options);

		const retried = await retryWorkflow(options, failed);

		expect(created()).toEqual(expected.filter((_, index) => index !== 5));
		expect(retried.error?.message).toContain('the outcome of an earlier attempt is unknown');
		expect(retried.error?.description).toMatch(
			/^Check the .+ in Talkover\. If the .+ isn't there, turn on 'Send Again If Outcome Unknown' in 'Options' and retry\. If it's there, continue without this item/,
		);
	});

	test('a manual retry resends an item with an unknown outcome if the option is enabled', async () => {
		failItem(5, { kind: 'resetBefore' }, 1);
		const options = optionsFor({ ...parameters, options: { resendUnknown: true } });
		const failed = await runWorkflow(options);

		const retried = await retryWorkflow(options, failed);

		expect(retried.error).toBeUndefined();
		expect(created()).toEqual(expected);
	});
});

test('an item is recognized even if its request differs on each attempt', async () => {
	failItem(5, REFUSED, 1);
	const parameters = { ...CREATE, label: '={{ Math.random() }}' };

	await runWorkflow(optionsFor(parameters, { settings: RETRY_ON_FAIL }));

	expect(created()).toEqual(ITEMS.map(({ name }) => name));
});

test('each iteration of a loop creates its items again, even after an iteration with a failed item', async () => {
	failItem(1, REFUSED, 1);
	const items = ITEMS.slice(0, 2);
	const settings = { ...RETRY_ON_FAIL, onError: 'continueRegularOutput' };
	const name = '={{ $json.name ?? "agent 1" }}';
	const options = optionsFor({ ...CREATE, name }, { settings, items });
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const { nodes, connections } = options.workflow;
	const workflow = {
		nodes: [...nodes, { name: 'Again', type: 'test.rounds' }],
		connections: { ...connections, Talkover: to('Again'), Again: to('Talkover') },
	};

	const result = await runWorkflow({ ...options, workflow, types: { 'test.rounds': rounds(3) } });

	expect(result.error).toBeUndefined();
	expect(created()).toEqual(['agent 0', 'agent 0', 'agent 0', 'agent 1', 'agent 1']);
});

/** Sends its items back until it has made this many iterations. */
function rounds(count: number): INodeType {
	let made = 0;
	return {
		description: { ...new Talkover().description, credentials: [], properties: [] },
		async execute(this: IExecuteFunctions) {
			made += 1;
			return [made < count ? this.getInputData() : []];
		},
	};
}

test('a retry outputs long responses in full, and the journal contains no token and is cleared afterwards', async () => {
	failItem(5, REFUSED, 1);
	const description = 'x'.repeat(60_000);
	const options = optionsFor({ ...CREATE, additionalFields: { description } });

	const failed = await runWorkflow(options);
	const kept = JSON.stringify(failed.run.data.executionData?.contextData);
	const retried = await retryWorkflow(options, failed);
	const left = JSON.stringify(retried.run.data.executionData?.contextData['node:Talkover'] ?? {});

	expect(kept).toContain('agent 1');
	expect(kept).not.toContain(talkover().token);
	expect(retried.error).toBeUndefined();
	// All items have the same fields, whether this run or the earlier one created them.
	const [first, ...others] = jsonOf(retried).map((json) => Object.keys(json));
	expect(first).toContain('description');
	expect(new Set(others.map(String))).toEqual(new Set([String(first)]));
	expect(left).not.toContain('agent');
});

test('a number that was skipped because it was on a call is not called by a retry after that call', async () => {
	const items = [{ phone: '+12135110000' }, { phone: '+12135110000' }, { phone: '+12145220000' }];
	failWith(({ to }) => to === '+12145220000', 1);
	const options = optionsFor(CALL, { credential: ONE_AT_ONCE, items });
	const failed = await runWorkflow(options);
	expect(failed.error).toBeDefined();
	for (const call of talkover().state.calls) call.status = 'completed';

	const retried = await retryWorkflow(options, failed);

	expect(talkover().dialed(200)).toEqual(['+12135110000', '+12145220000']);
	expect(jsonOf(retried).map(({ placed }) => placed)).toEqual([true, false, true]);
});

test('a number in two items is called by neither while its outcome is unknown', async () => {
	talkover().answer(504, {}, { operationId: 'makeCall', times: 1, phone: '+12135110000' });

	const result = await runTalkover(talkover(), CALL, {
		items: [{ phone: '+12135110000' }, { phone: '+12135110000' }, { phone: '+12145220000' }],
		settings: { onError: 'continueRegularOutput' },
	});

	expect(talkover().dialed(200)).toEqual(['+12145220000']);
	expect(jsonOf(result).map(({ message }) => message)).toEqual([
		'Outcome unknown: the call to +12135110000 may have been made (HTTP 504)',
		'Nothing was sent because the outcome of an earlier attempt is unknown',
		undefined,
	]);
});

test.each<[string, Fault, number]>([
	['is unknown', { kind: 'resetBefore' }, 0],
	['is known', { kind: 'answer', status: 422, body: {} }, 1],
])(
	'a number in two items with different agents rings once at most if the outcome of the first call %s',
	async (_what, fault, calls) => {
		talkover().fail({ operationId: 'makeCall', times: 1, fault });

		const ofItem = { ...CALL, agentId: chosen('={{ $json.agent }}') };
		const agents = [SEED.salesAgentId, SEED.supportAgentId];
		const items = agents.map((agent) => ({ agent, phone: '+12135110000' }));
		const settings = { onError: 'continueRegularOutput' } as const;
		const result = await runTalkover(talkover(), ofItem, { items, settings });

		expect(talkover().dialed(200)).toHaveLength(calls);
		expect(jsonOf(result).filter(({ placed }) => placed)).toHaveLength(calls);
	},
);

test.each<[string, INodeParameters, IDataObject[]]>([
	['created', CREATE, [{ name: 'rejected' }, { name: 'kept' }]],
	['skipped', CALL, [{ phone: '+12145220000' }, { phone: SEED.busyPhone }]],
])('later changes to the output do not change the journal of %s items', async (...row) => {
	const [, parameters, items] = row;
	const [kept = ''] = Object.values(items[1] ?? {}).map(String);
	failWith(({ name, to }) => name === 'rejected' || to === '+12145220000');
	const settings = { ...RETRY_ON_FAIL, onError: 'continueRegularOutput' } as const;

	const result = await runTalkover(talkover(), parameters, { items, settings });
	Object.assign(jsonOf(result)[1] ?? {}, { name: 'changed', to: 'changed' });

	const stored = JSON.stringify(result.run.data.executionData?.contextData);
	expect(stored).toContain(kept);
	expect(stored).not.toContain('changed');
});

test('a run removes its listeners from the cancel signal of the execution', async () => {
	let signal: AbortSignal | undefined;
	withContext((context) => (signal = context.getExecutionCancelSignal()));

	await runTalkover(talkover(), CALL, { items: [{ phone: '+12135110000' }] });

	expect(signal && getEventListeners(signal, 'abort')).toEqual([]);
});

test.each([
	['whose token was replaced calls nobody twice', 'credential-1', 1],
	['that is another one calls everybody', 'credential-2', 2],
])('a retry with a credential %s', async (_what, credentialId, calls) => {
	const items = ITEMS.slice(0, 2);
	failItem(1, REFUSED, 1);
	const options = optionsFor(CALL, { credential: ONE_AT_ONCE, items });
	const failed = await runWorkflow({ ...options, credentialId: 'credential-1' });
	talkover().state.furtherTokens.push('talq_renewed');
	for (const call of talkover().state.calls) call.status = 'completed';
	const credential = { ...credentialFor(talkover()), apiToken: 'talq_renewed' };

	await retryWorkflow({ ...options, credential, credentialId }, failed);

	const [first, second] = items.map(({ phone }) => phone);
	expect(talkover().dialed(200)).toEqual([...Array<unknown>(calls).fill(first), second]);
});
