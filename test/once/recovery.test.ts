import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RequestSettings } from '../../tools/harness/talkoverNode';
import { ONE_AT_ONCE, credentialFor, jsonOf, talkoverRun } from '../../tools/harness/talkoverNode';
import type { RunOptions, RunResult } from '../../tools/harness/workflow';
import {
	retryKilledWorkflow,
	retryWorkflow,
	runWorkflow,
	startWorkflow,
} from '../../tools/harness/workflow';
import { resetModuleState } from '../../nodes/Talkover/account/moduleState';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { useMovedTime } from '../support/time/skippedTime';
import { inPanel } from '../support/calls/inPanel';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const CALL: INodeParameters = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '={{ $json.phone }}',
	rules: { skipIfActive: false },
};
const OF_CAMPAIGN: INodeParameters = {
	resource: 'call',
	operation: 'makeForCampaign',
	campaignId: chosen(SEED.activeCampaignId),
	phone: '={{ $json.phone }}',
};
const CONTACTS = [0, 1, 2, 3].map((index) => ({ phone: `+1213500${1000 + index}` }));
const NUMBERS = CONTACTS.map(({ phone }) => phone);
const [ANA = { phone: '' }] = CONTACTS;
/** The same node, after somebody chose another agent in the workflow. */
const WITH_OTHER_AGENT = { ...CALL, agentId: chosen(SEED.supportAgentId) };

const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

function optionsFor(
	items: readonly IDataObject[],
	parameters = CALL,
	credential?: RequestSettings,
): RunOptions {
	return talkoverRun(talkover(), parameters, { credential, items });
}

/** With these options besides. */
function callWith(more: INodeParameters): INodeParameters {
	return { ...CALL, ...inPanel({ skipIfActive: false, ...more }) };
}

interface Retry {
	readonly seconds?: number;
	readonly parameters?: INodeParameters;
	readonly items?: readonly IDataObject[];
	/** What the retry runs; the same by default. */
	readonly options?: RunOptions;
	/** Called before the retry. */
	readonly meanwhile?: () => void;
}

/** n8n is killed after an execution has made the first calls, and the execution is retried some seconds later. */
async function retryAfterKill(done: readonly IDataObject[], retry: Retry = {}): Promise<RunResult> {
	const { seconds = 10, parameters = CALL, items = CONTACTS } = retry;
	const { options = optionsFor(items, parameters), meanwhile } = retry;
	const establishedAt = time.now();
	if (done.length > 0) await runWorkflow(optionsFor(done, parameters));
	time.move(seconds * SECOND);
	meanwhile?.();
	return retryKilledWorkflow(options, establishedAt);
}

/** Talkover lists these elements. */
function show(operationId: string, data: readonly IDataObject[]): void {
	const body = { success: true, data: [...data], meta: { last_page: 1 } };
	talkover().answer(200, body, operationId);
}

function creations(): number {
	return talkover().requests.filter(({ method }) => method === 'POST').length;
}

function reads(): number {
	return talkover().requests.filter(({ method }) => method === 'GET').length;
}

test('a retry after n8n was killed calls only those who were not called, and returns the IDs of all calls', async () => {
	const items = Array.from({ length: 100 }, (_, index) => ({ phone: `+1213500${1000 + index}` }));

	const retried = await retryAfterKill(items.slice(0, 45), { items });

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed().sort()).toEqual(items.map(({ phone }) => phone));
	const ids = new Map(talkover().state.calls.map(({ to, id }) => [to, id]));
	expect(jsonOf(retried).map(({ to, id, placed }) => ({ to, id, placed }))).toEqual(
		items.map(({ phone }) => ({ to: phone, id: ids.get(phone), placed: true })),
	);
	expect(reads()).toBe(3);
});

describe('if another agent is chosen before a retry', () => {
	const options = () => optionsFor(CONTACTS, WITH_OTHER_AGENT);
	const expectEachOnce = (retried: RunResult) => {
		expect(retried.error).toBeUndefined();
		expect(talkover().dialed(200).sort()).toEqual(NUMBERS);
		const ids = new Map(talkover().state.calls.map(({ to, id }) => [to, id]));
		expect(jsonOf(retried).map(({ id }) => id)).toEqual(NUMBERS.map((phone) => ids.get(phone)));
	};

	test('nobody is called again after n8n was killed', async () => {
		expectEachOnce(await retryAfterKill(CONTACTS.slice(0, 2), { options: options() }));
	});

	test('nobody is called again after an item failed', async () => {
		const refused = { success: false, message: 'Not this one.' };
		talkover().answer(422, refused, { times: 1, phone: NUMBERS[1] });
		const failed = await runWorkflow(optionsFor(CONTACTS));
		expect(failed.error?.message).toContain('Not this one.');

		expectEachOnce(await retryWorkflow(options(), failed));
	});
});

test('a call that another agent made between a failure and its retry is not the call of the item', async () => {
	talkover().answer(422, { message: 'Not this one.' }, { operationId: 'makeCall', times: 1 });
	const failed = await runWorkflow(optionsFor([ANA]));
	time.move(10 * MINUTE);
	await runWorkflow(optionsFor([ANA], WITH_OTHER_AGENT));
	time.move(10 * MINUTE);

	const retried = await retryWorkflow(optionsFor([ANA]), failed);

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed(200)).toEqual([ANA.phone, ANA.phone]);
});

test('a call of another agent without a number does not keep anybody from being called', async () => {
	show('listCalls', [{ id: 'web', created_at: new Date().toISOString() }]);

	const retried = await retryAfterKill([]);

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed().sort()).toEqual(NUMBERS);
});

test('a call of another agent whose time is unknown keeps its number from being called', async () => {
	show('listCalls', [{ id: 'x', to: ANA.phone }]);

	const retried = await retryAfterKill([], { items: [ANA] });

	expect(talkover().dialed()).toEqual([]);
	expect(retried.error?.message).toContain('The entry with the ID x in the calls of all agents');
});

test('a number in two items that was called once is not called again after that call', async () => {
	const skipping = { ...CALL, rules: { skipIfActive: true } };

	const retried = await retryAfterKill([ANA], {
		options: optionsFor([ANA, ANA], skipping),
		meanwhile: () => {
			for (const call of talkover().state.calls) call.status = 'completed';
		},
	});

	expect(talkover().dialed()).toHaveLength(1);
	const [first, second] = jsonOf(retried);
	expect([first?.placed, second?.placed]).toEqual([true, false]);
	expect(second?.id).toBe(first?.id);
});

test('calls that the agent received do not count as those of the execution', async () => {
	await retryAfterKill([ANA], {
		items: [ANA],
		meanwhile: () => Object.assign(talkover().state.calls.at(-1) ?? {}, { direction: 'inbound' }),
	});

	expect(talkover().dialed()).toHaveLength(2);
});

test('a call without a number in the list may be a call to anybody', async () => {
	const created = new Date(time.now() + 5 * SECOND).toISOString();
	show('listAgentCalls', [{ id: 'x', to: null, created_at: created }]);

	const retried = await retryAfterKill([]);

	expect(talkover().dialed()).toEqual([]);
	expect(retried.error?.message).toContain(
		'The entry with the ID x in the calls of the agent may be it: its number is hidden, national, missing or spelled differently',
	);
});

test('the missing list of a campaign is not mistaken for an empty one', async () => {
	const data = { id: SEED.activeCampaignId, name: 'Sales' };
	talkover().answer(200, { success: true, data }, 'getCampaign');
	const parameters = { ...OF_CAMPAIGN, options: { allowDuplicates: true } };

	const retried = await retryAfterKill([], { parameters });

	expect(creations()).toBe(0);
	expect(retried.error?.message).toContain('Nothing was sent');
});

/** Two Talkover nodes, one after the other. */
function twoNodes(first: INodeParameters, second: INodeParameters): RunOptions {
	const node = (name: string, parameters: INodeParameters) => ({
		...{ name, type: 'n8n-nodes-talkover.talkover', parameters },
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
	const call = { ...CALL, ...ANA };

	const retried = await retryAfterKill([ANA], { options: twoNodes(call, call) });

	expect(talkover().dialed()).toHaveLength(2);
	const [first] = retried.output('First Node')[0] ?? [];
	const [second] = retried.output('Second Node')[0] ?? [];
	expect(first?.json.id).not.toBe(second?.json.id);
});

test('a second node of the retry does not wait again', async () => {
	const [one = '', other = ''] = NUMBERS;
	const options = twoNodes({ ...CALL, phone: one }, { ...CALL, phone: other });

	const retried = await retryAfterKill([], { options });

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed()).toEqual([one, other]);
	expect(Math.round(time.waited() / SECOND)).toBe(60);
});

test('a check does not take the call that a node of the retry finds', async () => {
	const options = { agentId: SEED.salesAgentId };
	const check = { resource: 'call', operation: 'check', ...ANA, options };

	const retried = await retryAfterKill([ANA], { options: twoNodes(check, { ...CALL, ...ANA }) });

	expect(talkover().dialed()).toEqual([ANA.phone]);
	expect(retried.output('Second Node')[0]).toMatchObject([{ json: { placed: true } }]);
});

test('a creation by a node in a retry does not count as an earlier creation of another node', async () => {
	const call = { ...CALL, ...ANA };

	const retried = await retryAfterKill([], { options: twoNodes(call, call) });

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed()).toHaveLength(2);
});

test('a webhook of a campaign is found, although Talkover does not document when it was created', async () => {
	const webhook = { name: 'Calls', webhook_url: 'https://example.com/calls' };
	const data = { webhooks: [{ id: 'w', ...webhook }], available_events: [] };
	talkover().answer(200, { success: true, data }, 'listCampaignWebhooks');
	const parameters = {
		...{ resource: 'webhook', operation: 'create', source: 'campaign' },
		...{ campaignId: chosen(SEED.activeCampaignId), name: webhook.name },
		...{ webhookUrl: webhook.webhook_url, campaignEvents: ['campaign.started'] },
	};

	const retried = await retryAfterKill([], { parameters, items: [{}] });

	expect(jsonOf(retried)).toMatchObject([{ id: 'w' }]);
	expect(creations()).toBe(0);
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
	expect(creations()).toBe(2);
});

test.each([
	[30, 10],
	[59, 3],
])(
	'with a list that shows calls after %s seconds, a retry %s seconds after n8n was killed calls each contact once',
	async (lag, seconds) => {
		talkover().state.listLagMs = lag * SECOND;

		const retried = await retryAfterKill(CONTACTS.slice(0, 2), { seconds });

		expect(retried.error).toBeUndefined();
		expect(talkover().dialed().sort()).toEqual(NUMBERS);
		expect(jsonOf(retried).map(({ to, placed }) => (placed === true ? to : undefined))).toEqual(
			NUMBERS,
		);
		expect(new Set(jsonOf(retried).map(({ id }) => id)).size).toBe(4);
	},
);

test('a call whose response was lost holds back other executions until the list shows it', async () => {
	const [contact = {}] = CONTACTS;
	talkover().state.listLagMs = 3_600 * SECOND;
	const fault = { kind: 'resetAfter', workMs: 50 } as const;
	talkover().fail({ operationId: 'makeCall', times: 1, fault });
	const call = async () => runWorkflow(optionsFor([contact]));
	const first = call();
	await talkover().received(1);
	time.move(3_500);

	const results = [await first];
	time.move(1_800 * SECOND);
	results.push(await call());
	time.move(1_800 * SECOND);
	results.push(await call());

	expect(results.map(({ error }) => error?.message)).toEqual([
		expect.stringContaining('Outcome unknown'),
		expect.stringContaining('another execution has sent the request'),
		undefined,
	]);
	expect(talkover().dialed()).toHaveLength(2);
});

test('all items wait together, read the list twice, and the log says for what they wait', async () => {
	const info = jest.spyOn(Container.get(Logger), 'info');

	await retryAfterKill(CONTACTS.slice(0, 2));

	expect(Math.round(time.waited() / SECOND)).toBe(60);
	// Twice the calls of the agent, and then those of all agents.
	expect(reads()).toBe(3);
	const lines = info.mock.calls.map(([line]) => line);
	expect(lines.filter((line) => line.includes('waiting'))).toEqual([
		expect.stringMatching(
			/^Talkover: [0-2] of 4 items done, waiting until 15:01:10 UTC because Talkover's lists may not show yet what was created before this retry$/,
		),
	]);
});

test('a retry that finds everything in the lists does not wait', async () => {
	const retried = await retryAfterKill(CONTACTS);

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed()).toHaveLength(4);
	expect(time.waited()).toBe(0);
	expect(reads()).toBe(1);
});

test('a retry that is stopped while it waits calls nobody', async () => {
	const establishedAt = time.now();
	time.move(10 * SECOND);
	let stop: () => void = () => undefined;
	jest.spyOn(Container.get(Logger), 'info').mockImplementation((line) => {
		if (line.includes('waiting')) stop();
	});

	const runtimeData = { version: 1, establishedAt, source: 'trigger' } as const;
	const retry = await startWorkflow(optionsFor(CONTACTS), { runtimeData });
	({ stop } = retry);

	expect((await retry.result).status).toBe('canceled');
	expect(talkover().dialed()).toEqual([]);
});

test.each<[string, INodeParameters]>([
	['a delay', callWith({ delaySeconds: 60 })],
	[
		'Calling Hours that delay calls',
		callWith({
			callingHours: { hours: { from: '09:00', to: '21:00', timeZone: 'UTC', outside: 'delay' } },
		}),
	],
	['a campaign', OF_CAMPAIGN],
])('a call with %s that is not listed has an unknown outcome', async (_what, parameters) => {
	const retried = await retryAfterKill([], { parameters });

	expect(talkover().dialed()).toEqual([]);
	expect(retried.error?.message).toContain('Nothing was sent because');
	const resending = {
		...parameters,
		options: { ...(parameters.options as INodeParameters), resendUnknown: true },
	};
	const sent = await retryAfterKill([], { parameters: resending });
	expect(sent.error).toBeUndefined();
	expect(talkover().dialed().sort()).toEqual(NUMBERS);
});

test('a delay of 0 seconds, and Calling Hours without delays, are no reason to hold calls back', async () => {
	const hours = { from: '09:00', to: '21:00', timeZone: 'UTC', outside: 'skip' };
	const parameters = callWith({ delaySeconds: 0, callingHours: { hours } });

	const retried = await retryAfterKill(CONTACTS.slice(0, 2), { parameters });

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed().sort()).toEqual(NUMBERS);
});

test('a retry by hand finds the calls of a retry in between that was killed, although the list lags', async () => {
	talkover().state.listLagMs = 30 * SECOND;
	const refused = { success: false, message: 'Not this one.' };
	talkover().answer(422, refused, { times: 1, phone: String(NUMBERS[0]) });
	const options = optionsFor(CONTACTS, CALL, ONE_AT_ONCE);
	const failed = await runWorkflow(options);
	expect(failed.error?.message).toContain('Not this one.');
	time.move(600 * SECOND);
	expect((await retryWorkflow(options, failed)).error).toBeUndefined();
	time.move(10 * SECOND);
	// The process that ran the retry is gone.
	resetModuleState();

	const again = await retryWorkflow(options, failed);

	expect(again.error).toBeUndefined();
	expect(talkover().dialed(200).sort()).toEqual(NUMBERS);
});

test('after a failure that left records, a delayed call that was not sent is made by the retry', async () => {
	const parameters = callWith({ delaySeconds: 60 });
	talkover().answer(422, { message: 'Not this one.' }, { operationId: 'makeCall', times: 1 });
	const failed = await runWorkflow(optionsFor(CONTACTS.slice(0, 1), parameters));
	time.move(600 * SECOND);

	const retried = await retryWorkflow(optionsFor(CONTACTS.slice(0, 1), parameters), failed);

	expect(retried.error).toBeUndefined();
	expect(talkover().dialed(200)).toEqual(NUMBERS.slice(0, 1));
});
