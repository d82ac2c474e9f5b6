import type { Fault, FaultRule } from '../../simulator/faults';
import { SEED } from '../../simulator/state';
import { skipWaits } from '../support/time/skippedTime';
import { credentialFor } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { refusal, useTrigger } from '../support/n8n/useTrigger';

const talkover = useSimulator();

const AGENTS = [SEED.supportAgentId, SEED.salesAgentId, SEED.draftAgentId] as const;
const ofAgents = {
	source: 'agent',
	agentIds: [...AGENTS],
	events: ['event_phone_call_ended'],
};

const trigger = useTrigger(talkover, ofAgents);

beforeEach(() => {
	skipWaits();
});

/** Of the third agent, for which two others are done before. */
const third: Pick<FaultRule, 'when'> = { when: ({ url }) => url.includes(SEED.draftAgentId) };
const server: Fault = { kind: 'answer', status: 500, body: { message: 'Server Error' } };
const cut: Fault = { kind: 'resetBefore' };
const revoked: Fault = { kind: 'answer', status: 401, body: { message: 'Unauthenticated.' } };

const sent = (method: string) => talkover().requests.filter((request) => request.method === method);
const ids = () => trigger.webhooks().map(({ id }) => id);

test.each<[string, Fault, string]>([
	['fails', server, 'Talkover could not complete the request (HTTP 500) – Server Error'],
	['is refused', { kind: 'documented', status: 422 }, 'Talkover did not accept the values (agent'],
	[
		'is not wanted',
		{ kind: 'answer', status: 200, body: { success: false, message: 'No.' } },
		'Talkover did not accept the values (agent',
	],
])('the third %s: the first two are removed again', async (_what, fault, message) => {
	trigger.host.withoutCleanUp = true;
	talkover().fail({ ...third, operationId: 'createWebhook', fault });
	const shown = await refusal(trigger.host.activate());

	expect(shown.message).toContain(message);
	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.host.log).toEqual([]);
});

test('an agent that does not exist is named', async () => {
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [AGENTS[0], 'no-such-agent'] } });
	const { message } = await refusal(trigger.host.activate());

	expect(message).toBe(
		'Talkover could not find what was asked for (agent no-such-agent) – Agent not found in this environment.',
	);
	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.logged).toEqual([]);
});

test('what cannot be removed again is named, and removed the next time', async () => {
	talkover().fail({
		...third,
		operationId: 'createWebhook',
		fault: { kind: 'documented', status: 422 },
	});
	// Two webhooks, twice: as the activation fails, and when n8n cleans up after it.
	talkover().fail({ operationId: 'deleteWebhook', fault: revoked, times: 4 });
	const { description } = await refusal(trigger.host.activate());

	const [first, second, ...others] = ids();
	expect(others).toEqual([]);
	expect(description).toContain(
		`Not removed from Talkover, and still delivering: ${String(first)} of agent ${AGENTS[0]}, ${String(second)} of agent ${AGENTS[1]}`,
	);
	await trigger.host.deactivate();
	expect(trigger.webhooks()).toEqual([]);
});

test.each([
	['resetAfter', 3],
	['resetBefore', 4],
] as const)('a creation without an answer (%s) leaves exactly one', async (kind, sentInAll) => {
	talkover().fail({ operationId: 'createWebhook', fault: { kind }, times: 1 });
	await trigger.host.activate();

	expect(trigger.webhooks()).toHaveLength(3);
	expect(sent('POST')).toHaveLength(sentInAll);
	await trigger.deliver({ event: 'event_phone_call_ended', call_id: `once-${kind}` });
	expect(trigger.started).toHaveLength(1);
});

test('a creation that is confirmed without an id is looked up', async () => {
	talkover().fail({
		operationId: 'createWebhook',
		fault: { kind: 'answer', status: 200, body: { success: true, data: {} } },
		times: 1,
	});
	await trigger.host.activate();

	expect(trigger.webhooks()).toHaveLength(3);
});

test('a creation that never gets an answer leaves nothing behind', async () => {
	trigger.host.withoutCleanUp = true;
	talkover().fail({ ...third, operationId: 'createWebhook', fault: { kind: 'resetAfter' } });
	talkover().fail({ ...third, operationId: 'updateWebhook', fault: server });
	await refusal(trigger.host.activate());

	expect(trigger.webhooks()).toEqual([]);
});

test.each<[string, Fault]>([
	['Talkover fails', server],
	['the connection is cut', cut],
	['the token is revoked', revoked],
	['the answer is no JSON', { kind: 'answer', status: 200, body: 'Welcome!' }],
	['the answer holds nothing', { kind: 'answer', status: 200, body: { success: true } }],
])('%s when n8n asks: that is not "missing"', async (_what, fault) => {
	await trigger.host.activate();
	talkover().fail({ operationId: 'getWebhook', fault });
	await refusal(trigger.host.restart());

	expect(trigger.host.called).toEqual(['checkExists', 'create', 'checkExists', 'delete']);
	expect(sent('POST')).toHaveLength(3);
});

test('a failure that passes is not noticed', async () => {
	for (const operationId of ['listAgentWebhooks', 'getWebhook', 'deleteWebhook']) {
		talkover().fail({ operationId, fault: server, times: 2 });
	}
	await trigger.host.activate();
	await trigger.host.restart();
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.host.log).toEqual([]);
});

test('the rate limit is waited for', async () => {
	talkover().fail({ fault: { kind: 'documented', status: 429 }, times: 4 });
	await trigger.host.activate();

	expect(trigger.webhooks()).toHaveLength(3);
});

test('switched off with a revoked token: n8n says so, and the next time all is removed', async () => {
	await trigger.host.activate();
	const before = ids();
	talkover().fail({ operationId: 'deleteWebhook', fault: revoked, times: 3 });
	await trigger.host.deactivate();

	expect(ids()).toEqual(before);
	expect(trigger.host.log).toEqual([
		`Could not remove webhooks: Not removed from Talkover, and still delivering: ${before
			.map((id, index) => `${String(id)} of agent ${String(AGENTS[index])}`)
			.join(', ')}. Talkover did not accept the API token – Unauthenticated.`,
	]);
	await trigger.host.activate();
	expect(ids()).toEqual(before);
	await trigger.host.deactivate();
	expect(trigger.webhooks()).toEqual([]);
});

test('of three the second cannot be removed: it alone is left, and removed the next time', async () => {
	await trigger.host.activate();
	const [, second] = ids();
	const when: FaultRule['when'] = ({ url }) => url.includes(SEED.salesAgentId);
	talkover().fail({ operationId: 'deleteWebhook', when, fault: server, times: 3 });
	await trigger.host.deactivate();
	expect(ids()).toEqual([second]);
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.host.log).toHaveLength(1);
});

test('one of an agent that is not chosen any more stays known until it can be removed', async () => {
	await trigger.host.activate();
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [AGENTS[0]] } });
	talkover().fail({ ...third, operationId: 'deleteWebhook', fault: server });
	const { message } = await refusal(trigger.host.restart());
	expect(message).toContain(`of agent ${SEED.draftAgentId}`);
	expect(trigger.host.saved).toContain(SEED.draftAgentId);
});

test('the test fails: its own error is shown, and nothing is left', async () => {
	talkover().fail({ ...third, operationId: 'createWebhook', fault: server });
	const { message } = await refusal(trigger.host.listen());

	expect(message).toContain('HTTP 500');
	expect(trigger.webhooks()).toEqual([]);
});

test('without a token that is taken, the error says so, and what n8n does next does not hide it', async () => {
	trigger.host.change({ credential: { ...credentialFor(talkover()), apiToken: 'talq_old' } });
	const { message } = await refusal(trigger.host.listen());

	expect(message).toContain('Talkover did not accept the API token');
	expect(trigger.logged).toHaveLength(3);
	expect(trigger.logged[0]).toContain(`a webhook of agent ${AGENTS[0]} may be left`);
});
