import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, credentialFor, jsonOf, talkoverRun } from '../../tools/harness/talkoverNode';
import type { RunOptions, RunResult } from '../../tools/harness/workflow';
import { retryKilledWorkflow, retryWorkflow, runWorkflow } from '../../tools/harness/workflow';
import { SEED } from '../../tools/simulator/state';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits, useMovedTime } from '../support/time/skippedTime';

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
const MADE_AND_WAITED = { operation: 'makeAndWait', waitAtMost: 1 };

describe.each([
	['Make', {}],
	['Make and Wait', MADE_AND_WAITED],
])('if another agent is chosen before a retry of %s', (_name, operation) => {
	const [before, after] = [CALL, WITH_OTHER_AGENT].map((call) => ({ ...call, ...operation }));
	const items = contacts(3);
	const idsByNumber = () => new Map(talkover().state.calls.map(({ to, id }) => [to, id]));
	const expectEachOnce = (retried: RunResult) => {
		expect(retried.error).toBeUndefined();
		expect(called()).toEqual(items.map(({ phone }) => phone));
		const ids = items.map(({ phone }) => idsByNumber().get(String(phone)));
		expect(jsonOf(retried).map(({ id }) => id)).toEqual(ids);
		expect(jsonOf(retried).filter(({ ended }) => ended === false)).toEqual([]);
	};
	/** Ends all calls as soon as something waits for them. */
	const endCalls = () => {
		skipWaits(async () => {
			for (const call of talkover().state.calls) call.status = 'completed';
		});
	};

	test('nobody is called again after n8n was killed', async () => {
		endCalls();
		const establishedAt = Date.now() - 10 * MINUTE_MS;
		await runWorkflow(optionsFor(items.slice(0, 2), before));
		letTimePass();

		expectEachOnce(await retryKilledWorkflow(optionsFor(items, after), establishedAt));
	});

	test('nobody is called again after an item failed', async () => {
		endCalls();
		const refused = { success: false, message: 'Not this one.' };
		talkover().answer(422, refused, {
			times: 1,
			when: ({ body }) => JSON.stringify(body ?? {}).includes(String(items[1]?.phone)),
		});
		const failed = await runWorkflow(optionsFor(items, before));
		expect(failed.error?.message).toContain('Not this one.');

		expectEachOnce(await retryWorkflow(optionsFor(items, after), failed));
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

test('calls that a retry finds after n8n was killed count for Max Calls per Execution', async () => {
	const rules = { skipIfActive: false, maxCalls: 3 };

	const retried = await retryAfterKill(contacts(2), contacts(5), { ...CALL, rules });

	const reasons = jsonOf(retried).map(({ reason }) => reason);
	expect(reasons).toEqual([null, null, null, 'maxCalls', 'maxCalls']);
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

test('a recent creation of a node is not attributed to another node whose request was lost', async () => {
	const call = { ...CALL, phone: '+12135001000' };
	let creations = 0;
	talkover().fail({
		fault: { kind: 'resetBefore' },
		when: ({ method }) => method === 'POST' && ++creations === 2,
	});

	const result = await runWorkflow(twoNodes(call, call));

	expect(result.error?.message).toContain('Outcome unknown: the call to ');
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

test('a resource of another type with the same numeric ID does not hide a call', async () => {
	const created = new Date(Date.now() - 5 * MINUTE_MS).toISOString();
	const thing = { id: 5, created_at: created };
	const ofWebhook = { ...thing, name: 'Calls', webhook_url: 'https://example.com/calls' };
	const webhooks = { success: true, data: { webhooks: [ofWebhook], available_events: {} } };
	talkover().answer(200, webhooks, 'listAgentWebhooks');
	const calls = { success: true, data: [{ ...thing, to: '+12135001000' }], meta: { last_page: 1 } };
	talkover().answer(200, calls, 'listAgentCalls');
	const webhook = {
		...{ resource: 'webhook', operation: 'create', agentId: AGENT, name: 'Calls' },
		...{ webhookUrl: 'https://example.com/calls', agentEvents: ['call_ended'] },
	};
	const options = twoNodes(webhook, { ...CALL, phone: '+12135001000' });

	const retried = await retryKilledWorkflow(options, Date.now() - 10 * MINUTE_MS);

	expect(retried.error).toBeUndefined();
	expect(sent().creations).toBe(0);
});

describe('with two accounts that have calls with the same IDs', () => {
	const time = useMovedTime();
	const other = useSimulator({ token: 'talq_other_0123456789', now: () => Date.now() });
	const call = { ...CALL, phone: '+12135001000' };
	const accounts = () => [talkover(), other()];
	const optionsForBoth = (): RunOptions => ({
		...twoNodes(call, call),
		otherCredentials: { 'Second Node': credentialFor(other()) },
	});

	test('a call in one account does not hide one in the other account', async () => {
		const created = new Date(Date.now() - 5 * MINUTE_MS).toISOString();
		for (const account of accounts()) {
			showCalls(account, [{ id: 5, to: '+12135001000', created_at: created }]);
		}

		const retried = await retryKilledWorkflow(optionsForBoth(), Date.now() - 10 * MINUTE_MS);

		expect(retried.error).toBeUndefined();
		for (const node of ['First Node', 'Second Node']) {
			expect(retried.output(node)[0]).toMatchObject([{ json: { id: 5 } }]);
		}
		const made = accounts().flatMap(({ requests }) =>
			requests.filter(({ operationId }) => operationId === 'makeCall'),
		);
		expect(made).toEqual([]);
	});

	test('a call that a node has just made does not hide one of a node with the other account', async () => {
		const created = { id: 5, to: '+12135001000', created_at: new Date().toISOString() };
		talkover().answer(200, { success: true, data: created }, 'makeCall');
		other().fail({
			...{ operationId: 'makeCall', fault: { kind: 'resetBefore' } },
			when: () => {
				time.move(4_000);
				return true;
			},
		});
		const later = new Date(time.now() + 3_000).toISOString();
		showCalls(other(), [{ ...created, created_at: later }]);

		const result = await runWorkflow(optionsForBoth());

		expect(result.error).toBeUndefined();
		expect(result.output('Second Node')[0]).toMatchObject([{ json: { id: 5 } }]);
	});
});

function showCalls(account: ReturnType<typeof talkover>, data: readonly IDataObject[]): void {
	account.answer(200, { success: true, data: [...data], meta: { last_page: 1 } }, 'listAgentCalls');
}

test("a node's call is not attributed to another node after the token of their credential was replaced", async () => {
	const call = { ...CALL, phone: '+12135001000' };
	const options = { ...twoNodes(call, call), credentialId: 'credential-1' };
	const establishedAt = Date.now() - 10 * MINUTE_MS;
	await runWorkflow(optionsFor(contacts(1)));
	letTimePass();
	talkover().answer(401, { message: 'Token expired' }, { operationId: 'makeCall', times: 1 });
	const failed = await retryKilledWorkflow(options, establishedAt);
	expect(failed.error?.message).toContain('Token expired');
	talkover().state.furtherTokens.push('talq_renewed');
	const renewed = { ...credentialFor(talkover()), apiToken: 'talq_renewed' };

	const retried = await retryWorkflow({ ...options, credential: renewed }, failed);

	expect(retried.error).toBeUndefined();
	expect(called()).toHaveLength(2);
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

test('retrying a failed execution after its retry was retried calls nobody again', async () => {
	const items = contacts(8);
	const [, , , , , sixth] = items.map(({ phone }) => phone);
	const refuse = (times: number) => {
		talkover().answer(422, { message: 'Not this one.' }, { times, phone: String(sixth) });
	};
	const options = optionsFor(items, CALL, ONE_AT_ONCE);
	refuse(1);
	const failed = await runWorkflow(options);
	expect(failed.error?.message).toContain('Not this one.');
	const again = await retryWorkflow(options, failed);
	expect(again.error).toBeUndefined();
	letTimePass();
	age(failed, 10 * MINUTE_MS);
	age(failed, MINUTE_MS);

	const retriedAgain = await retryWorkflow(options, failed);

	expect(retriedAgain.error).toBeUndefined();
	expect(called()).toEqual(items.map(({ phone }) => phone));
});

/** Makes an execution so much older that the calls of its retries, which are also made older, are later. */
function age({ run }: RunResult, ms: number): void {
	const { contextData = {}, runtimeData } = run.data.executionData ?? {};
	if (runtimeData) runtimeData.establishedAt -= ms;
	const stored = contextData.flow?.talkover as { accountedUntil: number };
	stored.accountedUntil -= ms;
}
