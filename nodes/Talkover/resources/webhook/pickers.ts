import type { ValuesOf } from '../../parameters/field';
import { shownWhen } from '../../parameters/field';
import { agentLocator } from '../../shared/agent/agent';
import { campaignLocator } from '../../shared/campaign';
import type { Webhook } from '../../shared/webhook/webhook';
import { webhookList, webhookSource, webhooksPath } from '../../shared/webhook/webhook';
import { commaSeparated, displayText } from '../../pickers/request';
import type { Entries } from '../../pickers/locator';
import { locator } from '../../pickers/locator';
import type { Delivery } from './answers';

const source = webhookSource({
	description: 'The owner of the webhook',
	agent: 'The calls of an agent',
	campaign: 'A campaign and its calls',
});

/** The agent or campaign that webhooks belong to. */
export const ownerFields = [
	source,
	shownWhen({ source: ['agent'] }, agentLocator),
	shownWhen({ source: ['campaign'] }, campaignLocator),
] as const;

type Owner = ValuesOf<typeof ownerFields>;

/** The path of the webhooks of the agent or campaign that an operation works on. */
export function ownerPath({ source: owner, agentId = '', campaignId = '' }: Owner): string[] {
	return webhooksPath(owner, owner === 'campaign' ? campaignId : agentId);
}

type Chosen = Parameters<Entries['request']>[0];

/** The same path, from the values in the editor. */
function chosenOwnerPath(chosen: Chosen): string[] {
	const owner = chosen('source', 'Source');
	return webhooksPath(
		owner,
		owner === 'campaign' ? chosen('campaignId', 'Campaign') : chosen('agentId', 'Agent'),
	);
}

const webhooks: Entries = {
	request: (chosen) => ({ method: 'GET', path: chosenOwnerPath(chosen) }),
	data: webhookList,
	entry: ({ id, name, webhook_url: url, enabled }: Webhook) => ({
		name: displayText(name) || displayText(id),
		value: displayText(id),
		description: `${displayText(url)}${enabled === false ? ' (disabled)' : ''}`,
	}),
};

const webhookLocator = locator({
	displayName: 'Webhook',
	name: 'webhookId',
	description: 'The webhook to work with',
	what: 'a webhook',
	method: 'searchWebhooks',
	idExample: '9fcafbf2-7593-44d6-8cd7-1b221beba62a',
	entries: webhooks,
});

/** The webhook that an operation works on, with its agent or campaign. */
export const webhookFields = [...ownerFields, webhookLocator] as const;

type WebhookValues = ValuesOf<typeof webhookFields>;

/** The path of one webhook. */
export function webhookPath({ webhookId, ...owner }: WebhookValues): string[] {
	return [...ownerPath(owner), webhookId];
}

const deliveries: Entries = {
	request: (chosen) => ({
		method: 'GET',
		path: [...chosenOwnerPath(chosen), chosen('webhookId', 'Webhook'), 'logs'],
	}),
	paged: true,
	entry: ({ id, event, status, created_at: at }: Delivery) => ({
		name: commaSeparated(event, at),
		value: displayText(id),
		description: displayText(status),
	}),
};

/** A delivery of a webhook, from its logs. */
export const deliveryLocator = locator({
	displayName: 'Delivery',
	name: 'logId',
	description: 'The delivery to retry, from the logs of the webhook',
	what: 'a delivery',
	method: 'searchWebhookLogs',
	idExample: '0b9a4c1e-7d25-4c66-9d2f-3c8f5a1e6b70',
	entries: deliveries,
});
