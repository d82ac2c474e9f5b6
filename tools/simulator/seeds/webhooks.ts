import type { JsonObject } from '../contract';
import { SEED } from './ids';

/** Including the secret and the headers, which are never shown. */
export function webhooks(): JsonObject[] {
	return [
		{
			id: SEED.webhookId,
			agent_id: SEED.supportAgentId,
			name: 'My Webhook',
			webhook_url: 'https://example.com/webhook',
			webhook_secret: 'seeded-secret',
			custom_headers: [{ key: 'X-Webhook-Token', value: 'seeded-token' }],
			events: ['event_phone_call_started', 'event_phone_call_ended'],
			timeout: 30,
			max_retries: 3,
			enabled: true,
			created_at: '2026-01-15T10:30:00Z',
			updated_at: '2026-01-15T10:30:00Z',
		},
		{
			id: SEED.campaignWebhookId,
			campaign_id: SEED.activeCampaignId,
			name: 'Lifecycle Webhook',
			webhook_url: 'https://example.com/campaign-events',
			events: ['campaign.started', 'campaign.completed', 'campaign_call.completed'],
			timeout: 30,
			max_retries: 3,
			enabled: true,
			include_call_events: false,
			created_at: '2026-01-15T15:00:00Z',
			updated_at: '2026-01-15T15:00:00Z',
		},
	];
}

export function webhookLogs(): JsonObject[] {
	return [
		{
			id: 'log-uuid-1',
			webhook_id: SEED.webhookId,
			event: 'event_phone_call_ended',
			attempt: 1,
			status: 'success',
			http_status: 200,
			request_payload: { call_id: 'call-uuid', duration: 45 },
			response_body: '{"received":true}',
			response_headers: { 'content-type': 'application/json' },
			duration_ms: 142,
			delivered_at: '2026-01-15T11:00:01Z',
			created_at: '2026-01-15T11:00:00Z',
		},
		{
			id: 'log-uuid-2',
			webhook_id: SEED.webhookId,
			event: 'event_phone_call_started',
			attempt: 3,
			status: 'failed',
			http_status: 500,
			request_payload: { call_id: 'call-uuid' },
			error: 'Internal Server Error',
			duration_ms: 8021,
			created_at: '2026-01-15T10:55:00Z',
		},
		{
			id: 'log-uuid-3',
			webhook_id: SEED.campaignWebhookId,
			event: 'campaign.started',
			attempt: 1,
			status: 'success',
			http_status: 200,
			duration_ms: 98,
			delivered_at: '2026-01-15T16:00:01Z',
			created_at: '2026-01-15T16:00:00Z',
		},
	];
}
