import type { Documented } from '../../api/contract/documented';
import type { Shape } from '../../operation/answers/shapes';
import { object } from '../../operation/answers/shapes';
import type { Webhook } from '../../shared/webhook/webhook';

/** An attempt to deliver an event. */
export type Delivery = Documented<'WebhookLog'>;

export const webhookShape: Shape<Webhook> = object;

/** The fields of a simplified webhook. */
export const WEBHOOK_SUMMARY = [
	'id',
	'agent_id',
	'campaign_id',
	'name',
	'webhook_url',
	'events',
	'enabled',
	'status',
	'include_call_events',
	'updated_at',
] as const;
