import type { IHookFunctions } from 'n8n-workflow';

import type { OwnWebhook, WebhookMemory } from '../memory';
import { ownerOf } from '../memory';
import type { NodeIdentity } from '../nodeIdentity';

/**
 * Removes webhooks from static data that may belong to another workflow or instance, and names them in n8n's log.
 * They stay unchanged in Talkover.
 *
 * Webhooks of another workflow or node come from a copy. Webhooks of this node at another address may be left over
 * from an earlier address of n8n, but they may also belong to the production instance that this one was restored
 * from. Changing them would take events away from production unnoticed. Leaving them means at worst that somebody
 * has to delete a webhook.
 */
export function forgetForeign(context: IHookFunctions, memory: WebhookMemory, url: string): void {
	for (const webhook of memory.forgetForeign(url)) {
		const { webhookId, address } = webhook;
		context.logger.warn(
			`${context.getNode().name}: left webhook ${webhookId} of ${ownerOf(webhook)} unchanged in Talkover because ${reason(webhook, memory.identity)}. It still delivers events to ${address}. If nothing at that address needs them, delete the webhook in Talkover or with the operation 'Webhook: Delete'`,
		);
	}
}

function reason({ workflowId, nodeId }: OwnWebhook, here: NodeIdentity): string {
	if (workflowId !== here.workflowId) return `another workflow created it (ID ${workflowId})`;
	if (nodeId !== here.nodeId) return `another node created it (ID ${nodeId})`;
	return 'this node had another address when it created it';
}
