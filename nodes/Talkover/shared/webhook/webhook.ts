import type { Documented } from '../../api/contract/documented';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import type { Spec } from '../../parameters/field';
import { ownChoice, number } from '../../parameters/scalars';

/** A webhook of an agent or a campaign. */
export type Webhook = Documented<'CampaignWebhook' | 'Webhook'>;

/** The webhooks of an agent or a campaign. */
export const webhookList: Shape<Webhook[]> = list;

/** The texts of the parameter and of its two options. */
interface SourceTexts extends Pick<Spec<'source'>, 'builderHint'> {
	readonly description: string;
	readonly agent: string;
	readonly campaign: string;
}

/** Whether webhooks belong to an agent or to a campaign. */
export function webhookSource({ agent, campaign, ...texts }: SourceTexts) {
	return ownChoice({
		displayName: 'Source',
		name: 'source',
		default: 'agent',
		...texts,
		options: [
			{ name: 'Agent', value: 'agent', description: agent },
			{ name: 'Campaign', value: 'campaign', description: campaign },
		],
	});
}

/** What is done with the webhooks of an agent and of a campaign. */
const WEBHOOK_ENDPOINTS = {
	create: ['createWebhook', 'createCampaignWebhook'],
	delete: ['deleteWebhook', 'deleteCampaignWebhook'],
	get: ['getWebhook', 'getCampaignWebhook'],
	list: ['listAgentWebhooks', 'listCampaignWebhooks'],
	logs: ['listWebhookLogs', 'listCampaignWebhookLogs'],
	retry: ['retryWebhookLog', 'retryCampaignWebhookLog'],
	test: ['testWebhook', 'testCampaignWebhook'],
	toggle: ['toggleWebhook', 'toggleCampaignWebhook'],
	update: ['updateWebhook', 'updateCampaignWebhook'],
} as const;

export type WebhookAction = keyof typeof WEBHOOK_ENDPOINTS;

/** Where a request about webhooks goes. */
export interface WebhookTarget<Action extends WebhookAction> {
	readonly endpoint: (typeof WEBHOOK_ENDPOINTS)[Action][number];
	readonly path: readonly string[];
}

/**
 * Where a request about the webhooks of an agent or a campaign goes.
 *
 * @param source a value of {@link webhookSource}
 * @param ownerId the ID of the agent or campaign
 * @param more the rest of the path, such as the ID of a webhook
 */
export function webhookTarget<Action extends WebhookAction>(
	action: Action,
	source: string,
	ownerId: string,
	...more: readonly string[]
): WebhookTarget<Action> {
	const [ofAgent, ofCampaign] = WEBHOOK_ENDPOINTS[action];
	return source === 'campaign'
		? { endpoint: ofCampaign, path: ['campaigns', ownerId, 'webhooks', ...more] }
		: { endpoint: ofAgent, path: ['agents', ownerId, 'webhooks', ...more] };
}

/** Whether the webhook of a campaign also receives the events of its calls. */
export const includeCallEvents = {
	displayName: 'Include Call Events',
	name: 'includeCallEvents',
} as const;

/** How many seconds Talkover waits for the receiver of an event. */
export function deliveryTimeout(description: string) {
	return number({
		displayName: 'Delivery Timeout (Seconds)',
		name: 'timeout',
		default: 30,
		min: 5,
		max: 120,
		description,
	});
}

/** How many times Talkover retries the delivery of an event. */
export function maxDeliveryRetries(description: string) {
	return number({
		displayName: 'Max Delivery Retries',
		name: 'maxRetries',
		default: 3,
		min: 0,
		max: 10,
		description,
	});
}
