import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { searchPage } from '../support/n8n/lists';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const ofAgent = { source: 'agent', agentId: chosen(SEED.supportAgentId) };
const ofCampaign = { source: 'campaign', campaignId: chosen(SEED.activeCampaignId) };
const agentWebhook = { ...ofAgent, webhookId: chosen(SEED.webhookId) };

/** @param operation the operation that uses the list */
const search = (operation: string, method: string, owner: INodeParameters, filter?: string) =>
	searchPage(talkover(), method, { resource: 'webhook', operation, ...owner }, filter);

test.each([
	[ofAgent, 'My Webhook', SEED.webhookId, 'https://example.com/webhook'],
	[
		ofCampaign,
		'Lifecycle Webhook',
		SEED.campaignWebhookId,
		'https://example.com/campaign-events (disabled)',
	],
])('searchWebhooks for %j lists the webhook %j', async (owner, name, value, description) => {
	const webhook = talkover().state.webhooks.find(({ id }) => id === SEED.campaignWebhookId);
	Object.assign(webhook ?? {}, { enabled: false });

	expect(await search('get', 'searchWebhooks', owner)).toEqual({
		results: [{ name, value, description }],
	});
	expect(await search('get', 'searchWebhooks', owner, 'none such')).toEqual({ results: [] });
});

test('searchWebhookLogs lists the deliveries of the chosen webhook', async () => {
	expect(await search('retryDelivery', 'searchWebhookLogs', agentWebhook)).toEqual({
		results: [
			{
				name: 'event_phone_call_ended, 2026-01-15T11:00:00Z',
				value: 'log-uuid-1',
				description: 'success',
			},
			expect.objectContaining({ value: 'log-uuid-2', description: 'failed' }),
		],
	});
});

test.each([
	['searchWebhooks', { source: 'agent' }, "Choose 'Agent' first"],
	['searchWebhooks', { source: 'campaign' }, "Choose 'Campaign' first"],
	['searchWebhookLogs', ofAgent, "Choose 'Webhook' first"],
])('%s with %j names the field that is missing', async (method, parameters, message) => {
	await expect(search('retryDelivery', method, parameters)).rejects.toThrow(message);
});
