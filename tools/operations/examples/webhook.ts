import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OTHER_STATE } from '../../../nodes/Talkover/resources/webhook/toggle';
import { SEED } from '../../simulator/state';
import type { Examples } from './example';
import { agentId, chosen, deleted } from './example';

const ofAgent: INodeParameters = { source: 'agent', agentId };
const ofCampaign: INodeParameters = { source: 'campaign', campaignId: chosen('campaign-uuid') };

const agentWebhook: INodeParameters = { ...ofAgent, webhookId: chosen('webhook-uuid') };
const campaignWebhook: INodeParameters = { ...ofCampaign, webhookId: chosen('webhook-uuid-1') };

/** The documented response shows an enabled webhook, although the request disables it. A confirmation shows none. */
function shownAsEnabled(data: unknown): IDataObject[] {
	const webhook = data as IDataObject;
	return [{ ...webhook, ...(webhook.enabled === true ? { warning: OTHER_STATE } : {}) }];
}

const logId = chosen('log-uuid');

const delivery: INodeParameters = {
	authorizationScheme: 'custom',
	customHeaders: { header: [{ key: 'X-Webhook-Token', value: 'token-123' }] },
	timeout: 45,
	enabled: false,
	httpMethod: 'PUT',
	maxRetries: 5,
	payloadTemplates: '{"event_phone_call_ended": {"call_id": "{{call.id}}"}}',
	webhookSecret: 'new_secret',
};

const webhooks = (data: unknown) => (data as { webhooks: IDataObject[] }).webhooks;

export const webhook: Examples = {
	'webhook.create': {
		operationId: 'createWebhook',
		parameters: {
			...ofAgent,
			name: 'My Webhook',
			webhookUrl: 'https://example.com/webhook',
			agentEvents: ['event_phone_call_started', 'event_phone_call_ended'],
			additionalFields: delivery,
		},
	},
	'webhook.create, of a campaign': {
		operationId: 'createCampaignWebhook',
		parameters: {
			...ofCampaign,
			name: 'Lifecycle Webhook',
			webhookUrl: 'https://example.com/campaign-events',
			campaignEvents: ['campaign.started', 'campaign.completed', 'campaign_call.completed'],
			includeCallEvents: true,
			additionalFields: delivery,
		},
	},
	'webhook.delete': { operationId: 'deleteWebhook', parameters: agentWebhook, output: deleted },
	'webhook.delete, of a campaign': {
		operationId: 'deleteCampaignWebhook',
		parameters: campaignWebhook,
		output: deleted,
	},
	'webhook.get': { operationId: 'getWebhook', parameters: agentWebhook },
	'webhook.get, of a campaign': { operationId: 'getCampaignWebhook', parameters: campaignWebhook },
	'webhook.getLogs': { operationId: 'listWebhookLogs', parameters: agentWebhook },
	'webhook.getLogs, of a campaign': {
		operationId: 'listCampaignWebhookLogs',
		parameters: campaignWebhook,
	},
	'webhook.getMany': { operationId: 'listAgentWebhooks', parameters: ofAgent, output: webhooks },
	'webhook.getMany, of a campaign': {
		operationId: 'listCampaignWebhooks',
		parameters: ofCampaign,
		output: webhooks,
	},
	'webhook.retryDelivery': {
		operationId: 'retryWebhookLog',
		parameters: { ...agentWebhook, logId },
	},
	'webhook.retryDelivery, of a campaign': {
		operationId: 'retryCampaignWebhookLog',
		parameters: { ...campaignWebhook, logId },
	},
	'webhook.test': {
		operationId: 'testWebhook',
		parameters: agentWebhook,
		output: (data) => [
			{ success: true, message: 'Test webhook sent successfully', ...(data as IDataObject) },
		],
	},
	'webhook.test, of a campaign': {
		operationId: 'testCampaignWebhook',
		parameters: campaignWebhook,
	},
	// The operation reads these first, so they must exist.
	'webhook.toggle': {
		operationId: 'toggleWebhook',
		parameters: {
			source: 'agent',
			agentId: chosen(SEED.supportAgentId),
			webhookId: chosen(SEED.webhookId),
			enabled: false,
		},
		output: shownAsEnabled,
	},
	'webhook.toggle, of a campaign': {
		operationId: 'toggleCampaignWebhook',
		parameters: {
			source: 'campaign',
			campaignId: chosen(SEED.activeCampaignId),
			webhookId: chosen(SEED.campaignWebhookId),
			enabled: false,
		},
	},
	'webhook.update': {
		operationId: 'updateWebhook',
		parameters: {
			...agentWebhook,
			updateFields: {
				...delivery,
				name: 'Updated Webhook Name',
				webhookUrl: 'https://newexample.com/webhook',
				events: ['event_phone_call_started', 'event_conversation_started'],
			},
		},
	},
	'webhook.update, of a campaign': {
		operationId: 'updateCampaignWebhook',
		parameters: {
			...campaignWebhook,
			campaignUpdateFields: {
				...delivery,
				name: 'Lifecycle Webhook',
				webhookUrl: 'https://example.com/campaign-events',
				events: ['campaign.completed', 'campaign_call.failed'],
				includeCallEvents: true,
			},
		},
	},
};
