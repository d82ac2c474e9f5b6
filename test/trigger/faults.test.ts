import type { INodeParameters } from 'n8n-workflow';

import type { Fault, FaultRule } from '../../tools/simulator/http/faults';
import { remove } from '../../tools/simulator/handlers/handler';
import { SEED } from '../../tools/simulator/state';
import { skipWaits } from '../support/time/skippedTime';
import { credentialFor } from '../../tools/harness/talkoverNode';
import { AGENTS, FOR_CAMPAIGN, forAgents } from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(3);

const trigger = useTrigger(talkover, ofAgents);

beforeEach(() => {
	skipWaits();
});

/** Matches requests for the third agent, which follow those for the first two. */
const third: Pick<FaultRule, 'when'> = { when: ({ url }) => url.includes(SEED.draftAgentId) };
const server: Fault = { kind: 'answer', status: 500, body: { message: 'Server Error' } };
const revoked: Fault = { kind: 'answer', status: 401, body: { message: 'Unauthenticated.' } };

test.each<[string, Fault, string]>([
	['is not answered', { kind: 'resetAfter' }, 'Talkover'],
	['fails', server, 'the request for the webhook may have gone through (HTTP 500) – Server Error'],
	[
		'is rejected',
		{ kind: 'documented', status: 422 },
		'Talkover rejected the request (HTTP 422) for agent',
	],
	[
		'is declined with HTTP 200',
		{ kind: 'answer', status: 200, body: { success: false, message: 'No.' } },
		'the request for the webhook may have gone through (HTTP 200) – No.',
	],
])('the first two webhooks are removed again when the third %s', async (_what, fault, message) => {
	trigger.host.withoutCleanUp = true;
	talkover().fail({ ...third, operationId: 'createWebhook', fault });
	talkover().fail({ ...third, operationId: 'updateWebhook', fault: server });
	const shown = await rejection(trigger.host.activate());

	expect(shown.message).toContain(message);
	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.host.log).toEqual([]);
});

test.each<[string, INodeParameters, string]>([
	[
		'an agent',
		{ agentIds: [AGENTS[0], 'no-such'] },
		"agent no-such (HTTP 404). Select another one in 'Agent Names or IDs', or use the API token of its environment – Agent not found in this environment.",
	],
	[
		'a campaign',
		{ ...FOR_CAMPAIGN, campaignIds: ['no-such'] },
		"campaign no-such (HTTP 404). Select another one in 'Campaign Names or IDs'",
	],
])("%s that doesn't exist is named with its field", async (_what, parameters, message) => {
	trigger.host.change({ parameters: { ...ofAgents, ...parameters } });

	expect((await rejection(trigger.host.activate())).message).toContain(
		`Talkover couldn't find ${message}`,
	);
	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.logged).toEqual([]);
});

/** Deletes agents in Talkover, with their webhooks. */
function deleteAgents(...ids: unknown[]): void {
	const { agents, webhooks } = talkover().state;
	for (const id of ids) {
		remove(agents, (agent) => agent.id === id);
		remove(webhooks, (webhook) => webhook.agent_id === id);
	}
}

test.each(['init', 'leadershipChange'] as const)(
	'an agent that was deleted is named in the log and does not affect the others when n8n starts (%s)',
	async (activation) => {
		await trigger.host.activate();
		deleteAgents(SEED.draftAgentId);
		const before = structuredClone(trigger.webhooks());
		await trigger.host.activate(activation);

		const missing = `Talkover couldn't find agent ${SEED.draftAgentId} (HTTP 404)`;
		expect(trigger.logged).toEqual([expect.stringContaining(missing)]);
		expect(trigger.webhooks()).toEqual(before);
		// Somebody changes a webhook, so that all are registered again.
		Object.assign(trigger.webhooks()[0] ?? {}, { enabled: false });
		await trigger.host.activate(activation);
		await trigger.host.activate(activation);

		expect(trigger.logged).toEqual(Array(3).fill(expect.stringContaining(missing)));
		expect(trigger.owners()).toEqual([AGENTS[0], AGENTS[1]]);
		await trigger.deliver({ event: 'event_phone_call_ended', call_id: `left-${activation}` });
		expect(trigger.started).toHaveLength(1);
		expect((await rejection(trigger.host.activate())).message).toContain(missing);
	},
);

test('agents that were all deleted are an error when n8n starts again', async () => {
	await trigger.host.activate();
	deleteAgents(...AGENTS);

	expect((await rejection(trigger.host.restart())).message).toContain(
		`Talkover couldn't find agent ${AGENTS[2]} (HTTP 404)`,
	);
});

test('a webhook that may be in another environment is named in the log when the workflow is deactivated', async () => {
	await trigger.host.activate();
	const [webhookId] = trigger.ids();
	deleteAgents(AGENTS[0]);
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.logged).toEqual([
		expect.stringContaining(
			`couldn't find agent ${AGENTS[0]}. If it's in another environment, its webhook ${String(webhookId)} still`,
		),
	]);
});

test('webhooks that cannot be removed are named in the error and removed the next time', async () => {
	talkover().fail({
		...third,
		operationId: 'createWebhook',
		fault: { kind: 'documented', status: 422 },
	});
	// Two webhooks, each twice: when the activation fails, and when n8n cleans up afterwards.
	talkover().fail({ operationId: 'deleteWebhook', fault: revoked, times: 4 });
	const { description } = await rejection(trigger.host.activate());

	const [first, second, ...others] = trigger.ids();
	expect(others).toEqual([]);
	expect(description).toContain(
		`These webhooks couldn't be removed from Talkover and still deliver events: ${String(first)} of agent ${AGENTS[0]}, ${String(second)} of agent ${AGENTS[1]}`,
	);
	await trigger.host.deactivate();
	expect(trigger.webhooks()).toEqual([]);
});

test.each([
	['resetAfter', 3],
	['resetBefore', 4],
] as const)('a creation without a response (%s) leaves one webhook', async (kind, sentInAll) => {
	talkover().fail({ operationId: 'createWebhook', fault: { kind }, times: 1 });
	await trigger.host.activate();

	expect(trigger.webhooks()).toHaveLength(3);
	expect(trigger.sent('POST')).toHaveLength(sentInAll);
	await trigger.deliver({ event: 'event_phone_call_ended', call_id: `once-${kind}` });
	expect(trigger.started).toHaveLength(1);
});

test.each<[string, Fault]>([
	['Talkover fails', server],
	['the response has no data', { kind: 'answer', status: 200, body: { success: true } }],
	[
		'a proxy responds with its own 404',
		{ kind: 'answer', status: 404, body: '<html>nginx</html>' },
	],
])('a webhook does not count as missing when %s', async (_what, fault) => {
	await trigger.host.activate();
	talkover().fail({ operationId: 'getWebhook', fault });
	await rejection(trigger.host.restart());

	expect(trigger.host.called).toEqual(['checkExists', 'create', 'checkExists', 'delete']);
	expect(trigger.sent('POST')).toHaveLength(3);
});

test('temporary failures are retried, the rate limit is waited for, and neither is logged', async () => {
	for (const operationId of ['listAgentWebhooks', 'getWebhook', 'deleteWebhook']) {
		talkover().fail({ operationId, fault: server, times: 2 });
	}
	// More often than a request is retried, because this is a wait.
	talkover().fail({
		operationId: 'createWebhook',
		fault: { kind: 'documented', status: 429 },
		times: 4,
	});
	await trigger.host.activate();
	await trigger.host.restart();
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.host.log).toEqual([]);
});

test('a webhook that the new token may not remove is logged and does not prevent the next activation', async () => {
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [AGENTS[0]] } });
	await trigger.host.activate();
	const [left = {}] = trigger.webhooks();
	talkover().answer(
		403,
		{ message: 'Not yours.' },
		{ when: ({ method, url }) => method === 'DELETE' && url.includes(AGENTS[0]) },
	);
	await trigger.host.deactivate();
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [AGENTS[1]] } });
	await trigger.host.activate();

	expect(trigger.owners()).toEqual([AGENTS[0], AGENTS[1]]);
	expect(trigger.logged).toEqual([
		expect.stringContaining(`still deliver events: ${String(left.id)} of agent ${AGENTS[0]}. `),
	]);
	expect((await trigger.deliver({}, { from: left })).status).toBe(401);
	await trigger.host.deactivate();
	expect(trigger.owners()).toEqual([AGENTS[0]]);
	expect(trigger.host.log).toHaveLength(1);
});

test.each<[string, Fault, string]>([
	['a revoked token', revoked, 'Talkover rejected the API token (HTTP 401) – Unauthenticated.'],
	['a 404 of a proxy', { kind: 'answer', status: 404, body: '<html>nginx</html>' }, ''],
	['a 200 with an error', { kind: 'answer', status: 200, body: { error: { message: 'No.' } } }, ''],
])('a deactivation with %s is logged, and the next removes all', async (_what, fault, why) => {
	await trigger.host.activate();
	const before = trigger.ids();
	talkover().fail({ operationId: 'deleteWebhook', fault, times: 3 });
	await trigger.host.deactivate();

	expect(trigger.ids()).toEqual(before);
	expect(trigger.host.log).toEqual([
		expect.stringContaining(
			`Could not remove webhooks: These webhooks couldn't be removed from Talkover and still deliver events: ${before
				.map((id, index) => `${String(id)} of agent ${String(AGENTS[index])}`)
				.join(', ')}. ${why}`,
		),
	]);
	await trigger.host.activate();
	expect(trigger.ids()).toEqual(before);
	await trigger.host.deactivate();
	expect(trigger.webhooks()).toEqual([]);
});

test('the webhook of an agent that is no longer selected stays known until it can be removed', async () => {
	await trigger.host.activate();
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [AGENTS[0]] } });
	talkover().fail({ ...third, operationId: 'deleteWebhook', fault: server });
	const { message } = await rejection(trigger.host.restart());
	expect(message).toContain(`of agent ${SEED.draftAgentId}`);
	expect(trigger.host.saved).toContain(SEED.draftAgentId);
});

test("a rejected token is reported, and n8n's cleanup afterwards does not hide the error", async () => {
	trigger.host.change({ credential: { ...credentialFor(talkover()), apiToken: 'talq_old' } });
	const { message } = await rejection(trigger.host.listen());

	expect(message).toContain('Talkover rejected the API token (HTTP 401)');
	expect(trigger.logged).toHaveLength(3);
	expect(trigger.logged[0]).toContain(`a webhook of agent ${AGENTS[0]} may remain`);
});

test.each(['..', 'x'.repeat(1_025)])(
	'an ID of a webhook that cannot be used in a path is an immediate error and is not stored (%j)',
	async (id) => {
		talkover().answer(200, { success: true, data: { id } }, 'createWebhook');

		const { message } = await rejection(trigger.host.activate());

		expect(message).toContain('the request for the webhook may have gone through (HTTP 200)');
		expect(trigger.host.saved).not.toContain('webhookId');
	},
);
