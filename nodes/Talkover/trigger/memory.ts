import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../api/json';
import { isSecret } from './secret';

/** A webhook that this node has made in Talkover. */
export interface OwnWebhook {
	readonly source: string;
	/** The agent or campaign. */
	readonly ownerId: string;
	readonly webhookId: string;
	/** Value of the header that proves that a delivery comes from this webhook. */
	readonly token: string;
	/** Key of Talkover's own signature. */
	readonly secret: string;
	/** What it was registered with, so that a change is noticed: Talkover does not show all of it. */
	readonly registeredAs: string;
}

const TEXTS = ['source', 'ownerId', 'webhookId', 'registeredAs'];

/**
 * What the node knows of its webhooks, in n8n's static data of the node. A test in the editor has static
 * data of its own, empty at first (`test-webhooks.ts` of n8n), so the webhooks of the test URL and those
 * of the production URL never meet here.
 */
export class WebhookMemory {
	private readonly data: IDataObject;

	constructor(context: IHookFunctions | IWebhookFunctions) {
		this.data = context.getWorkflowStaticData('node');
	}

	get webhooks(): readonly OwnWebhook[] {
		const { webhooks } = this.data;
		return Array.isArray(webhooks) ? (webhooks as unknown[]).filter(isOwnWebhook) : [];
	}

	set webhooks(own: readonly OwnWebhook[]) {
		// A new list, because n8n stores what is set, and does not notice what is changed further inside.
		this.data.webhooks = own.map((webhook) => ({ ...webhook }));
	}
}

/** Users can edit static data, with n8n's API for example. */
function isOwnWebhook(value: unknown): value is OwnWebhook {
	if (!isRecord(value) || !isSecret(value.token) || !isSecret(value.secret)) return false;
	return TEXTS.every((name) => typeof value[name] === 'string');
}

/** Where Talkover has the webhooks of an agent or a campaign. */
export function webhooksPath(source: string, ownerId: string): string[] {
	return [source === 'campaign' ? 'campaigns' : 'agents', ownerId, 'webhooks'];
}
