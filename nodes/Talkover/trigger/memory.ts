import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../api/json';

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

/**
 * What the node knows of its webhooks, in n8n's static data of the workflow. Kept by URL, so that the
 * test URL and the production URL do not tread on each other.
 */
export class WebhookMemory {
	private readonly data: IDataObject;

	constructor(
		context: IHookFunctions | IWebhookFunctions,
		private readonly url: string,
	) {
		this.data = context.getWorkflowStaticData('node');
	}

	get webhooks(): readonly OwnWebhook[] {
		const { webhooks } = this.data;
		const own = isRecord(webhooks) ? webhooks[this.url] : undefined;
		return Array.isArray(own) ? (own as OwnWebhook[]) : [];
	}

	set webhooks(own: readonly OwnWebhook[]) {
		const { webhooks } = this.data;
		const others = Object.entries(isRecord(webhooks) ? webhooks : {}).filter(
			([url]) => url !== this.url,
		);
		const kept = own.length > 0 ? [...others, [this.url, [...own]]] : others;
		// A new object, because n8n notices changes of the first level only.
		this.data.webhooks = Object.fromEntries(kept) as IDataObject;
	}
}
