import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits, stopDate } from '../../support/time/skippedTime';

const talkover = useSimulator();

const ofAgent = { source: 'agent', agentId: chosen(SEED.supportAgentId) };
const ofCampaign = { source: 'campaign', campaignId: chosen(SEED.activeCampaignId) };
const agentWebhook = { ...ofAgent, webhookId: chosen(SEED.webhookId) };
const campaignWebhook = { ...ofCampaign, webhookId: chosen(SEED.campaignWebhookId) };

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'webhook', operation, ...parameters });

const stored = (id: unknown) => talkover().state.webhooks.find((webhook) => webhook.id === id);

test.each([200, 422, 500])('a rejected test returns the failure with status %i', async (status) => {
	const message = 'Webhook test failed: HTTP 500 Internal Server Error';
	talkover().answer(status, { success: false, message }, 'testWebhook');

	expect(jsonOf(await run('test', agentWebhook))).toMatchObject([{ success: false, message }]);
	expect(talkover().requests).toHaveLength(1);
});

const toggle = (parameters: INodeParameters, more: Parameters<typeof runTalkover>[2] = {}) =>
	runTalkover(talkover(), { resource: 'webhook', operation: 'toggle', ...parameters }, more);

const switched = async (parameters: INodeParameters) => jsonOf(await toggle(parameters))[0];

/** How many times a webhook was toggled. */
const flips = () => talkover().requests.filter(({ method }) => method === 'PATCH').length;

test.each([
	['agent', agentWebhook, { id: SEED.webhookId, agent_id: SEED.supportAgentId }],
	['campaign', campaignWebhook, { id: SEED.campaignWebhookId, campaign_id: SEED.activeCampaignId }],
])('a webhook of the %s is toggled only if its state differs', async (_name, webhook, ids) => {
	expect(await switched(webhook)).toMatchObject({ ...ids, enabled: true });
	expect(flips()).toBe(0);

	expect(await switched({ ...webhook, enabled: false })).toMatchObject({ ...ids, enabled: false });
	expect(await switched({ ...webhook, enabled: false })).toMatchObject({ ...ids, enabled: false });
	expect(flips()).toBe(1);
	expect(stored(ids.id)?.enabled).toBe(false);
});

test('a webhook that is left alone has the ID of its agent', async () => {
	talkover().answer(200, { data: { id: SEED.webhookId, enabled: true } }, 'getWebhook');

	expect(await switched(agentWebhook)).toEqual({
		...{ id: SEED.webhookId, enabled: true, agent_id: SEED.supportAgentId },
	});
	expect(flips()).toBe(0);
});

test('an execution enables a webhook again that was disabled after another execution enabled it', async () => {
	for (const enabled of [false, true, false]) {
		expect(await switched({ ...agentWebhook, enabled })).toMatchObject({ enabled });
	}
	expect(flips()).toBe(3);
});

test('a response that shows the opposite state gives a warning', async () => {
	const data = { id: SEED.webhookId, enabled: true };
	talkover().answer(200, { success: true, data }, 'toggleWebhook');

	const item = await switched({ ...agentWebhook, enabled: false });

	expect(item).toMatchObject({ enabled: true, warning: expect.stringContaining('opposite state') });
});

test('a webhook that Talkover does not find is not toggled', async () => {
	talkover().answer(404, {}, 'getWebhook');

	const { message } = shownError(await toggle({ ...agentWebhook, enabled: false }));

	expect(message).toContain(`Talkover couldn't find ${SEED.supportAgentId} or ${SEED.webhookId}`);
	expect(flips()).toBe(0);
});

test('a webhook that somebody disables while the request waits for the rate limit is not enabled again', async () => {
	skipWaits();
	const move = stopDate();
	const meanwhile = () => {
		Object.assign(stored(SEED.webhookId) ?? {}, { enabled: false });
		move(2_000);
		return true;
	};
	const fault = { kind: 'answer', status: 429, body: {} } as const;
	talkover().fail({ operationId: 'toggleWebhook', times: 1, fault, when: meanwhile });

	expect(await switched({ ...agentWebhook, enabled: false })).toMatchObject({ enabled: false });
	expect(stored(SEED.webhookId)?.enabled).toBe(false);
	expect(flips()).toBe(1);
});

test('several items that request the same state toggle the webhook once', async () => {
	const result = await toggle({ ...agentWebhook, enabled: false }, { items: [{}, {}, {}] });

	expect(jsonOf(result).map(({ enabled }) => enabled)).toEqual([false, false, false]);
	expect(flips()).toBe(1);
});

test.each([
	[false, 0, 'Nothing was sent because the outcome of an earlier attempt is unknown'],
	[true, 1, undefined],
])('Retry On Fail toggles once if resendUnknown is %p', async (resendUnknown, looks, message) => {
	talkover().fail({ operationId: 'toggleWebhook', fault: { kind: 'resetAfter' }, times: 1 });
	const parameters = { ...agentWebhook, enabled: false, options: { resendUnknown } };

	const result = await toggle(parameters, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});

	expect(result.error?.message).toBe(message);
	expect(talkover().requests.filter(({ method }) => method === 'GET')).toHaveLength(1 + looks);
	expect(flips()).toBe(1);
	expect(stored(SEED.webhookId)?.enabled).toBe(false);
});

test('a webhook is not toggled when its current state is unknown', async () => {
	talkover().answer(200, { success: true, data: { id: SEED.webhookId } }, 'getWebhook');

	const result = await toggle(agentWebhook);

	expect(result.error?.message).toContain("This node can't read Talkover's response");
	expect(flips()).toBe(0);
});
