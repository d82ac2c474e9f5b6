import type { ValuesOf } from '../../parameters/field';
import { shownWhen } from '../../parameters/field';
import { agentLocator } from '../../shared/agent/agent';
import { campaignLocator } from '../../shared/campaign';
import type { Webhook, WebhookAction, WebhookTarget } from '../../shared/webhook/webhook';
import { webhookList, webhookSource, webhookTarget } from '../../shared/webhook/webhook';
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

/** Where a request about the webhooks of the agent or campaign goes that an operation works on. */
export function ownerTarget<Action extends WebhookAction>(
	action: Action,
	{ source: owner, agentId = '', campaignId = '' }: Owner,
	...more: readonly string[]
): WebhookTarget<Action> {
	return webhookTarget(action, owner, owner === 'campaign' ? campaignId : agentId, ...more);
}

type Chosen = Parameters<Entries['request']>[0];

/** The same, from the values in the editor. */
function chosenTarget<Action extends WebhookAction>(
	action: Action,
	chosen: Chosen,
	...more: readonly string[]
): WebhookTarget<Action> {
	const owner = chosen('source', 'Source');
	const id = owner === 'campaign' ? chosen('campaignId', 'Campaign') : chosen('agentId', 'Agent');
	return webhookTarget(action, owner, id, ...more);
}

const webhooks: Entries = {
	request: (chosen) => chosenTarget('list', chosen),
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
	what: 'a webhook',
	method: 'searchWebhooks',
	idExample: '9fcafbf2-7593-44d6-8cd7-1b221beba62a',
	entries: webhooks,
});

/** The webhook that an operation works on, with its agent or campaign. */
export const webhookFields = [...ownerFields, webhookLocator] as const;

type WebhookValues = ValuesOf<typeof webhookFields>;

/** Where a request about one webhook goes. */
export function ownTarget<Action extends WebhookAction>(
	action: Action,
	{ webhookId, ...owner }: WebhookValues,
	...more: readonly string[]
): WebhookTarget<Action> {
	return ownerTarget(action, owner, webhookId, ...more);
}

const deliveries: Entries = {
	request: (chosen) => chosenTarget('logs', chosen, chosen('webhookId', 'Webhook'), 'logs'),
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
