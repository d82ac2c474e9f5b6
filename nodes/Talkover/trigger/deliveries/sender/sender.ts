import type { Delivery } from '../deliveries';
import type { OwnWebhook } from '../../memory';

/**
 * The webhook that a signed delivery without a secret comes from. All webhooks of the node have the same key, so only the
 * body, which is what was signed, can name it.
 *
 * @returns undefined if the node has several webhooks, and the body names none of them
 */
export function senderNamedIn(
	delivery: Delivery,
	webhooks: readonly OwnWebhook[],
): OwnWebhook | undefined {
	const [only, ...others] = webhooks;
	if (others.length === 0) return only;
	return (
		webhooks.find(({ source, ownerId }) => ownerId === ownerNamedIn(delivery, source)) ??
		webhooks.find(({ webhookId }) => webhookId === delivery.webhookId)
	);
}

/**
 * The webhook that stands in for an unknown sender in the key of a delivery: the same one for all repeats, and another one
 * at the test URL.
 *
 * @param webhooks at least one
 */
export function standInFor(webhooks: readonly OwnWebhook[]): OwnWebhook {
	return webhooks.reduce((first, other) => (other.webhookId < first.webhookId ? other : first));
}

function ownerNamedIn(
	{ agentId, campaignId }: Delivery,
	source: OwnWebhook['source'],
): string | undefined {
	return source === 'agent' ? agentId : campaignId;
}
