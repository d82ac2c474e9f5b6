import type { Documented } from '../../api/contract/documented';
import type { Shape } from '../../operation/shapes';
import { listIn } from '../../operation/shapes';
import { ownChoice, number, toggle } from '../../parameters/scalars';

/** A webhook of an agent or a campaign. */
export type Webhook = Documented<'CampaignWebhook' | 'Webhook'>;

/** The webhooks of an agent or a campaign. */
export const webhookList: Shape<Webhook[]> = listIn('webhooks');

/** The descriptions of the parameter and of its two options. */
interface SourceTexts {
	readonly description: string;
	readonly agent: string;
	readonly campaign: string;
}

/** Whether webhooks belong to an agent or to a campaign. */
export function webhookSource({ description, agent, campaign }: SourceTexts) {
	return ownChoice({
		displayName: 'Source',
		name: 'source',
		default: 'agent',
		description,
		options: [
			{ name: 'Agent', value: 'agent', description: agent },
			{ name: 'Campaign', value: 'campaign', description: campaign },
		],
	});
}

/**
 * The path of the webhooks of an agent or a campaign.
 *
 * @param source a value of {@link webhookSource}
 * @param ownerId the ID of the agent or campaign
 */
export function webhooksPath(source: string, ownerId: string): string[] {
	return [source === 'campaign' ? 'campaigns' : 'agents', ownerId, 'webhooks'];
}

/** Whether the webhook of a campaign also receives the events of its calls. */
export function includeCallEventsField(description: string) {
	return toggle({
		displayName: 'Include Call Events',
		name: 'includeCallEvents',
		default: false,
		description,
	});
}

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
