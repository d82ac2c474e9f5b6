import type { IHookFunctions } from 'n8n-workflow';

import type { OwnWebhook, WebhookMemory } from './memory';
import { ownerOf } from './memory';
import type { NodeIdentity } from './nodeIdentity';

/**
 * Forgets what static data says of webhooks that may be somebody else's, and names them in n8n's log:
 * they are left in Talkover as they are.
 *
 * Those of another workflow or node came with a copy. Those of this node at another address may have
 * been left behind when the address of n8n changed, but they may as well be those of the production
 * instance that this one was restored from. Changing those would take the events away from production
 * without anybody noticing there; leaving them costs a webhook that somebody has to delete.
 */
export function forgetForeign(context: IHookFunctions, memory: WebhookMemory, url: string): void {
	for (const webhook of memory.forgetForeign(url)) {
		const { webhookId, address } = webhook;
		context.logger.warn(
			`${context.getNode().name}: left webhook ${webhookId} of ${ownerOf(webhook)} unchanged in Talkover, because ${reason(webhook, memory.identity)}. It still delivers to ${address}. If nothing at that address needs it, delete it in Talkover or with the operation 'Webhook: Delete'`,
		);
	}
}

function reason({ workflowId, nodeId }: OwnWebhook, here: NodeIdentity): string {
	if (workflowId !== here.workflowId) return `another workflow created it (ID ${workflowId})`;
	if (nodeId !== here.nodeId) return `another node created it (ID ${nodeId})`;
	return 'this node had another address when it created it';
}
