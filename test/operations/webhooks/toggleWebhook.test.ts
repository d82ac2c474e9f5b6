import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const agentWebhook = {
	source: 'agent',
	agentId: chosen(SEED.supportAgentId),
	webhookId: chosen(SEED.webhookId),
};
const campaignWebhook = {
	source: 'campaign',
	campaignId: chosen(SEED.activeCampaignId),
	webhookId: chosen(SEED.campaignWebhookId),
};

const toggle = (parameters: INodeParameters, more: Parameters<typeof runTalkover>[2] = {}) =>
	runTalkover(talkover(), { resource: 'webhook', operation: 'toggle', ...parameters }, more);

const switched = async (parameters: INodeParameters) => jsonOf(await toggle(parameters))[0];

const stored = (id: unknown) => talkover().state.webhooks.find((webhook) => webhook.id === id);

/** How many times a webhook was toggled. */
const flips = () => talkover().requests.filter(({ method }) => method === 'PATCH').length;

test.each([
	['agent', agentWebhook, SEED.webhookId],
	['campaign', campaignWebhook, SEED.campaignWebhookId],
])(
	'a webhook of the %s is toggled only if its state differs from the requested one',
	async (_name, webhook, id) => {
		expect(await switched(webhook)).toMatchObject({ id, enabled: true });
		expect(flips()).toBe(0);

		expect(await switched({ ...webhook, enabled: false })).toMatchObject({ id, enabled: false });
		expect(await switched({ ...webhook, enabled: false })).toMatchObject({ id, enabled: false });
		expect(flips()).toBe(1);
		expect(stored(id)?.enabled).toBe(false);
	},
);

test('several items that request the same state toggle the webhook once', async () => {
	const result = await toggle({ ...agentWebhook, enabled: false }, { items: [{}, {}, {}] });

	expect(jsonOf(result).map(({ enabled }) => enabled)).toEqual([false, false, false]);
	expect(flips()).toBe(1);
});

test('a toggle whose response is lost is not retried', async () => {
	talkover().fail({ operationId: 'toggleWebhook', fault: { kind: 'resetAfter' }, times: 1 });

	const result = await toggle({ ...agentWebhook, enabled: false });

	expect(flips()).toBe(1);
	expect(stored(SEED.webhookId)?.enabled).toBe(false);
	expect(shownError(result).lines.at(-1)).toBe(
		'It is not known whether switching the webhook off came about: look for it in Talkover, among the webhooks of the agent, before you run it again',
	);
});

test.each([
	[false, 0, 'Nothing was sent, because the outcome of an earlier try is not known'],
	[true, 1, undefined],
])(
	'Retry On Fail does not toggle a webhook twice when resendUnknown is %p',
	async (resendUnknown, looks, message) => {
		talkover().fail({ operationId: 'toggleWebhook', fault: { kind: 'resetAfter' }, times: 1 });
		const parameters = { ...agentWebhook, enabled: false, options: { resendUnknown } };

		const result = await toggle(parameters, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});

		expect(result.error?.message).toBe(message);
		expect(talkover().requests.filter(({ method }) => method === 'GET')).toHaveLength(1 + looks);
		expect(flips()).toBe(1);
		expect(stored(SEED.webhookId)?.enabled).toBe(false);
	},
);

test('a webhook is not toggled when its current state is unknown', async () => {
	const body = { success: true, data: { id: SEED.webhookId } };
	talkover().fail({ operationId: 'getWebhook', fault: { kind: 'answer', status: 200, body } });

	const result = await toggle(agentWebhook);

	expect(result.error?.message).toBe('Talkover answered in a form this node does not understand');
	expect(flips()).toBe(0);
});
