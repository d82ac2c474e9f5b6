import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { comparableId } from '../api/content/identity';
import { isPathSegment } from '../api/request';
import { isRecord } from '../base/json';
import { hashOf } from '../base/hash';
import type { NodeIdentity } from './nodeIdentity';
import { nodeIdentityOf } from './nodeIdentity';
import { isSecret } from './secret';

/** A webhook in Talkover and the node that created it. */
export interface OwnWebhook extends NodeIdentity {
	readonly source: string;
	/** The ID of the agent or campaign. */
	readonly ownerId: string;
	readonly webhookId: string;
	/** The webhook URL of the node when it was registered. */
	readonly address: string;
	/**
	 * A hash of the value of the header that proves that a delivery comes from this webhook. Nobody who reads static data,
	 * e.g. in a backup or in a response of n8n's API, learns the value.
	 */
	readonly tokenHash: string;
	/**
	 * The key of Talkover's own signature, the same for all webhooks of the node. It's stored itself, because an HMAC can
	 * only be verified with its key.
	 */
	readonly secret: string;
	/** A fingerprint of its registration to detect changes, because Talkover doesn't return all of it. */
	readonly registeredAs: string;
	/** The event that the webhook receives if it receives no other one. */
	readonly onlyEvent?: string;
}

/** What is stored about a webhook that another workflow or node created: enough to leave it alone. */
type LeftAlone = NodeIdentity & Pick<OwnWebhook, 'webhookId'>;

const TEXTS = [
	...(['workflowId', 'nodeId', 'webhookId'] as const),
	...(['source', 'ownerId', 'address', 'registeredAs'] as const),
];

/**
 * The webhooks that the node has registered, in n8n's static data of the node. A test in the editor has separate
 * static data, which is empty at first (`test-webhooks.ts` of n8n), so the webhooks of the test URL and of the
 * production URL are never stored together.
 *
 * A workflow that is copied with n8n's API, or exported and imported on the command line, includes its static
 * data. Only the workflow ID and the node ID distinguish the copy from the original, so they are stored with each
 * webhook. Entries without them, like anything unreadable, are ignored: their owner is unknown, and webhooks that
 * deliver to this node are found by their URL.
 */
export class WebhookMemory {
	readonly identity: NodeIdentity;
	private readonly data: IDataObject;

	constructor(context: IHookFunctions | IWebhookFunctions) {
		this.identity = nodeIdentityOf(context);
		this.data = context.getWorkflowStaticData('node');
	}

	/**
	 * The webhooks that this node created. Doesn't compare their address, because n8n only provides it to hooks: for a
	 * delivery to the test URL, it returns the production URL.
	 */
	get webhooks(): readonly OwnWebhook[] {
		return this.stored.filter((webhook) => this.isFromHere(webhook));
	}

	set webhooks(own: readonly OwnWebhook[]) {
		// A new list, because n8n only stores properties that are set and doesn't detect changes inside them.
		this.data.webhooks = own.map((webhook) => ({ ...webhook }));
	}

	/** The key of the signature; undefined if the webhooks don't share one, because static data was edited. */
	get signingKey(): string | undefined {
		const [key, ...others] = new Set(this.webhooks.map(({ secret }) => secret));
		return others.length === 0 ? key : undefined;
	}

	/**
	 * Removes the webhooks that another workflow or node created, and those that deliver to another address, including
	 * their secrets, and everything unreadable, because it may contain secrets as well.
	 *
	 * @returns the removed webhooks
	 */
	forgetForeign(address: string): readonly OwnWebhook[] {
		const { stored, leftAlone } = this;
		const isOwn = (webhook: OwnWebhook) => this.isFromHere(webhook) && webhook.address === address;
		const foreign = stored.filter((webhook) => !isOwn(webhook));
		const others = foreign.filter((webhook) => !this.isFromHere(webhook));
		if (others.length > 0) {
			this.data.leftAlone = [...leftAlone, ...others].map(({ workflowId, nodeId, webhookId }) => ({
				workflowId,
				nodeId,
				webhookId,
			}));
		}
		this.webhooks = stored.filter(isOwn);
		return foreign;
	}

	/** Whether another workflow or node created the webhook with these IDs, as far as this node knows. */
	isOfAnother(ids: ReadonlySet<string>): boolean {
		const others = this.leftAlone.filter((other) => !this.isFromHere(other));
		return others.some(({ webhookId }) => ids.has(comparableId(webhookId) ?? ''));
	}

	private get stored(): readonly OwnWebhook[] {
		const { webhooks } = this.data;
		return Array.isArray(webhooks) ? (webhooks as unknown[]).filter(isOwnWebhook) : [];
	}

	private get leftAlone(): readonly LeftAlone[] {
		const { leftAlone } = this.data;
		return Array.isArray(leftAlone) ? (leftAlone as unknown[]).filter(isLeftAlone) : [];
	}

	private isFromHere({ workflowId, nodeId }: NodeIdentity): boolean {
		return workflowId === this.identity.workflowId && nodeId === this.identity.nodeId;
	}
}

/** Checks every field, because users can edit static data, for example with n8n's API. */
function isOwnWebhook(value: unknown): value is OwnWebhook {
	if (!isRecord(value) || !isSecret(value.tokenHash) || !isSecret(value.secret)) return false;
	return TEXTS.every((name) => typeof value[name] === 'string') && isPathSegment(value.webhookId);
}

function isLeftAlone(value: unknown): value is LeftAlone {
	return isRecord(value) && typeof value.webhookId === 'string';
}

/** Hexadecimal digits: enough that two registrations of a webhook have different ones. */
const MARK_DIGITS = 8;

/**
 * Identifies the secrets of a webhook without revealing them. It's in the webhook's name, the only field that Talkover
 * returns and the node may choose freely.
 */
export function markOf({ tokenHash, secret }: Pick<OwnWebhook, 'secret' | 'tokenHash'>): string {
	return hashOf(tokenHash + secret).slice(0, MARK_DIGITS);
}

/** The agent or campaign, in a message. */
export function ownerOf({ source, ownerId }: Pick<OwnWebhook, 'ownerId' | 'source'>): string {
	return `${source === 'agent' ? 'agent' : 'campaign'} ${ownerId}`;
}
