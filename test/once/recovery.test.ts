import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { credentialFor, jsonOf, talkoverRun } from '../../tools/harness/talkoverNode';
import type { RunOptions, RunResult } from '../../tools/harness/workflow';
import { retryKilledWorkflow, retryWorkflow, runWorkflow } from '../../tools/harness/workflow';
import { SEED } from '../../tools/simulator/state';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const MINUTE_MS = 60_000;
const AGENT = { __rl: true, mode: 'id', value: SEED.salesAgentId };
const CALL = {
	resource: 'call',
	operation: 'make',
	agentId: AGENT,
	phone: '={{ $json.phone }}',
	rules: { skipIfActive: false },
};

const talkover = useSimulator({ now: () => Date.now() });

beforeEach(() => {
	skipWaits();
});

function contacts(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ phone: `+1213500${1000 + index}` }));
}

function optionsFor(
	items: readonly IDataObject[],
	parameters: IDataObject = CALL,
	credential?: RequestSettings,
): RunOptions {
	return talkoverRun(talkover(), parameters as INodeParameters, { credential, items });
}

/** Everyone who was called by these tests, once per call. */
function called(): string[] {
	return talkover()
		.state.calls.map(({ to }) => to)
		.filter((to) => to.startsWith('+1213500'))
		.sort();
}

/** Simulates that ten minutes have passed, by making all calls older. */
function letTimePass(): void {
	for (const call of talkover().state.calls) {
		const created = Date.parse(String(call.created_at)) - 10 * MINUTE_MS;
		if (!Number.isNaN(created)) call.created_at = new Date(created).toISOString();
	}
}

/**
 * An execution that was interrupted after these items because n8n was killed, and its retry.
 *
 * @param done the items that had been sent
 */
async function retryAfterKill(
	done: readonly IDataObject[],
	items: readonly IDataObject[],
	parameters?: IDataObject,
): Promise<RunResult> {
	const establishedAt = Date.now() - 10 * MINUTE_MS;
	await runWorkflow(optionsFor(done, parameters));
	letTimePass();
	return retryKilledWorkflow(optionsFor(items, parameters), establishedAt);
}

/** @param earlier the number of requests that aren't counted */
function sent(earlier = 0): { readonly creations: number; readonly others: number } {
	const requests = talkover().requests.slice(earlier);
	const creations = requests.filter(({ method }) => method === 'POST').length;
	return { creations, others: requests.length - creations };
}

test('a retry after n8n was killed calls only those who were not called, and returns the IDs of all calls', async () => {
	const items = contacts(100);

	const retried = await retryAfterKill(items.slice(0, 45), items);

	expect(retried.error).toBeUndefined();
	expect(called()).toEqual(items.map(({ phone }) => phone));
	const ids = new Map(talkover().state.calls.map(({ to, id }) => [to, id]));
	expect(jsonOf(retried).map(({ to, id, placed }) => ({ to, id, placed }))).toEqual(
		items.map(({ phone }) => ({ to: phone, id: ids.get(String(phone)), placed: true })),
	);
	// Twice the calls of the agent, and then those of all agents.
	expect(sent(45)).toEqual({ creations: 55, others: 3 });
});

/** The same node, after somebody chose another agent in the workflow. */
const WITH_OTHER_AGENT = { ...CALL, agentId: { ...AGENT, value: SEED.supportAgentId } };

describe('if another agent is chosen before a retry', () => {
	const items = contacts(3);
	const expectEachOnce = (retried: RunResult) => {
		expect(retried.error).toBeUndefined();
		expect(called()).toEqual(items.map(({ phone }) => phone));
		const ids = new Map(talkover().state.calls.map(({ to, id }) => [to, id]));
		expect(jsonOf(retried).map(({ id }) => id)).toEqual(
			items.map(({ phone }) => ids.get(String(phone))),
		);
	};

	test('nobody is called again after n8n was killed', async () => {
		const establishedAt = Date.now() - 10 * MINUTE_MS;
		await runWorkflow(optionsFor(items.slice(0, 2)));
		letTimePass();

		expectEachOnce(await retryKilledWorkflow(optionsFor(items, WITH_OTHER_AGENT), establishedAt));
	});

	test('nobody is called again after an item failed', async () => {
		const refused = { success: false, message: 'Not this one.' };
		talkover().answer(422, refused, { times: 1, phone: String(items[1]?.phone) });
		const failed = await runWorkflow(optionsFor(items));
		expect(failed.error?.message).toContain('Not this one.');

		expectEachOnce(await retryWorkflow(optionsFor(items, WITH_OTHER_AGENT), failed));
	});
});

test('a call that another agent made between a failure and its retry is not the call of the item', async () => {
	const [contact = {}] = contacts(1);
	talkover().answer(422, { message: 'Not this one.' }, { operationId: 'makeCall', times: 1 });
	const failed = await runWorkflow(optionsFor([contact]));
	await runWorkflow(optionsFor([contact], WITH_OTHER_AGENT));
	letTimePass();
	age(failed, 20 * MINUTE_MS);

	const retried = await retryWorkflow(optionsFor([contact]), failed);

	expect(retried.error).toBeUndefined();
	expect(called()).toEqual([contact.phone, contact.phone]);
});

test('a call of another agent without a number does not keep anybody from being called', async () => {
	const body = {
		success: true,
		data: [{ id: 'web', created_at: new Date().toISOString() }],
		meta: { last_page: 1 },
	};
	talkover().answer(200, body, 'listCalls');

	const retried = await retryAfterKill([], contacts(2));

	expect(retried.error).toBeUndefined();
	expect(called()).toHaveLength(2);
});

test('a call of another agent whose time is unknown keeps its number from being called', async () => {
	talkover().answer(
		200,
		{ success: true, data: [{ id: 'x', to: '+12135001000' }], meta: { last_page: 1 } },
		'listCalls',
	);

	const retried = await retryAfterKill([], contacts(1));

	expect(called()).toEqual([]);
	expect(retried.error?.message).toContain('The entry with the ID x in the calls of all agents');
});

test('a number in two items that was called once is not called again after that call', async () => {
	const twice = contacts(1).concat(contacts(1));
	const establishedAt = Date.now() - 10 * MINUTE_MS;
	await runWorkflow(optionsFor(twice.slice(0, 1)));
	letTimePass();
	for (const call of talkover().state.calls) call.status = 'completed';
	const skipping = { ...CALL, rules: { skipIfActive: true } };

	const retried = await retryKilledWorkflow(optionsFor(twice, skipping), establishedAt);

	expect(called()).toHaveLength(1);
	const [first, second] = jsonOf(retried);
	expect([first?.placed, second?.placed]).toEqual([true, false]);
	expect(second?.id).toBe(first?.id);
});

test('calls that the agent received do not count as those of the execution', async () => {
	const items = contacts(1);
	const establishedAt = Date.now() - 10 * MINUTE_MS;
	await runWorkflow(optionsFor(items));
	letTimePass();
	Object.assign(talkover().state.calls.at(-1) ?? {}, { direction: 'inbound' });

	await retryKilledWorkflow(optionsFor(items), establishedAt);

	expect(called()).toHaveLength(2);
});

const show = (operationId: string, data: unknown) => {
	const pages = Array.isArray(data) ? { meta: { last_page: 1 } } : {};
	talkover().answer(200, { success: true, data, ...pages }, operationId);
};
const fiveMinutesAgo = () => new Date(Date.now() - 5 * MINUTE_MS).toISOString();
const retry = (parameters = CALL) =>
	retryKilledWorkflow(optionsFor(contacts(2), parameters), Date.now() - 10 * MINUTE_MS);

test('a call without a number in the list may be a call to anybody', async () => {
	show('listAgentCalls', [{ id: 'x', to: null, created_at: fiveMinutesAgo() }]);

	const retried = await retry();

	expect(called()).toEqual([]);
	expect(retried.error?.message).toContain(
		'The entry with the ID x in the calls of the agent may be it: its number is hidden, national, missing or spelled differently',
	);
});

test('the missing list of a campaign is not mistaken for an empty one', async () => {
	show('getCampaign', { id: SEED.activeCampaignId, name: 'Sales' });
	const campaignId = { ...AGENT, value: SEED.activeCampaignId };
	const { phone } = CALL;

	const retried = await retry({
		...{ resource: 'call', operation: 'makeForCampaign', campaignId, phone },
		options: { allowDuplicates: true },
	} as never);

	expect(sent().creations).toBe(0);
	expect(retried.error?.message).toContain('Nothing was sent');
});

/** Two Talkover nodes, one after the other. */
function twoNodes(first: IDataObject, second: IDataObject): RunOptions {
	const node = (name: string, parameters: IDataObject) => ({
		name,
		type: 'n8n-nodes-talkover.talkover',
		parameters: parameters as never,
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const nodes = [
		{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
		node('First Node', first),
		node('Second Node', second),
	];
	const connections = { Trigger: to('First Node'), 'First Node': to('Second Node') };
	return { workflow: { nodes, connections }, credential: credentialFor(talkover()) };
}

test('a second node that calls the same person does not mistake the call of the first node for its own', async () => {
	const call = { ...CALL, phone: '+12135001000' };
	const options = twoNodes(call, call);
	const establishedAt = Date.now() - 10 * MINUTE_MS;
	await runWorkflow(optionsFor([{ phone: '+12135001000' }]));
	letTimePass();

	const retried = await retryKilledWorkflow(options, establishedAt);

	expect(called()).toHaveLength(2);
	const [first] = retried.output('First Node')[0] ?? [];
	const [second] = retried.output('Second Node')[0] ?? [];
	expect(first?.json.id).not.toBe(second?.json.id);
});

test('a check does not take the call that a node of the retry finds', async () => {
	const check = { resource: 'call', operation: 'check', phone: '+12135001000' };
	const options = twoNodes(
		{ ...check, options: { agentId: SEED.salesAgentId } },
		{ ...CALL, phone: check.phone },
	);
	const establishedAt = Date.now() - 10 * MINUTE_MS;
	await runWorkflow(options);
	letTimePass();

	const retried = await retryKilledWorkflow(options, establishedAt);

	expect(called()).toEqual([check.phone]);
	expect(retried.output('Second Node')[0]).toMatchObject([{ json: { placed: true } }]);
});

test('a creation by a node in a retry does not count as an earlier creation of another node', async () => {
	const call = { ...CALL, phone: '+12135001000' };

	const retried = await retryKilledWorkflow(twoNodes(call, call), Date.now() - 10 * MINUTE_MS);

	expect(retried.error).toBeUndefined();
	expect(called()).toHaveLength(2);
});

test('a webhook of a campaign is found, although Talkover does not document when it was created', async () => {
	const webhook = { name: 'Calls', webhook_url: 'https://example.com/calls' };
	const data = { webhooks: [{ id: 'w', ...webhook }], available_events: [] };
	talkover().answer(200, { success: true, data }, 'listCampaignWebhooks');
	const parameters = {
		...{ resource: 'webhook', operation: 'create', source: 'campaign' },
		...{ campaignId: { ...AGENT, value: SEED.activeCampaignId }, name: webhook.name },
		...{ webhookUrl: webhook.webhook_url, campaignEvents: ['campaign.started'] },
	};

	const retried = await retryKilledWorkflow(
		optionsFor([{}], parameters),
		Date.now() - 10 * MINUTE_MS,
	);

	expect(jsonOf(retried)).toMatchObject([{ id: 'w' }]);
	expect(sent().creations).toBe(0);
});

test('an unknown outcome stays unknown after a retry that Talkover rejects', async () => {
	const create = { resource: 'agent', operation: 'create', name: 'Ana' };
	const again = { ...create, options: { resendUnknown: true } };
	talkover().answer(500, {}, { operationId: 'createAgent', times: 1 });
	talkover().answer(422, {}, { operationId: 'createAgent', times: 1 });
	const failed = await runWorkflow(optionsFor([{}], create));
	const rejected = await retryWorkflow(optionsFor([{}], again), failed);

	const retried = await retryWorkflow(optionsFor([{}], create), rejected);

	expect(rejected.error?.message).toContain('HTTP 422');
	expect(retried.error?.message).toContain('the outcome of an earlier attempt');
	expect(sent().creations).toBe(2);
});

/** Makes an execution so much older that the calls of its retries, which are also made older, are later. */
function age({ run }: RunResult, ms: number): void {
	const { contextData = {}, runtimeData } = run.data.executionData ?? {};
	if (runtimeData) runtimeData.establishedAt -= ms;
	const stored = contextData.flow?.talkover as { accountedUntil: number };
	stored.accountedUntil -= ms;
}
