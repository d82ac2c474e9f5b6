import { requestFields } from '../../api/contract/requestFields';
import { isSameText } from '../../base/json';
import { required, sentAs, shownWhen } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { chosenOrEntered } from '../../parameters/others';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import type { Webhook } from '../../shared/webhook/webhook';
import { webhookList } from '../../shared/webhook/webhook';
import { webhookShape } from './answers';
import { ownerFields, ownerTarget } from './pickers';
import { agentEvents, campaignEvents, otherEvents } from '../../shared/webhook/webhookEvents';
import { DELIVERY_SETTINGS, includeCallEvents, name, webhookUrl } from './fields';

const additionalFields = additional(DELIVERY_SETTINGS);

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a webhook',
	description: 'Create a new webhook that sends events to a URL',
	fields: [
		...ownerFields,
		required(name),
		required(webhookUrl),
		shownWhen({ source: ['agent'] }, sentAs('events', agentEvents('agentEvents'))),
		shownWhen({ source: ['campaign'] }, sentAs('events', campaignEvents('campaignEvents'))),
		sentAs('events', otherEvents),
		shownWhen({ source: ['campaign'] }, includeCallEvents),
		additionalFields,
	],
	options: [resendUnknown],
	request: ({
		additionalFields: more,
		agentEvents: ofAgent,
		campaignEvents: ofCampaign,
		otherEvents: others,
		...main
	}) => ({
		...ownerTarget('create', main),
		// It also has all fields of an agent's webhook.
		body: requestFields('CreateCampaignWebhookRequest', {
			name: main.name,
			webhookUrl: main.webhookUrl,
			events: chosenOrEntered('Events', ofAgent, ofCampaign, others),
			includeCallEvents: main.includeCallEvents,
			...more,
		}),
		creates: {
			key: ['webhook', main.name],
			label: `the webhook "${main.name}"`,
			where: `the webhooks of the ${main.source}`,
		},
	}),
	recoveryLookup: (values) => ({
		list: ownerTarget('list', values),
		shape: webhookList,
		isOwn: (other: Webhook) =>
			isSameText(other.name, values.name) && other.webhook_url === values.webhookUrl,
		// The creation time is only documented for the webhooks of agents.
		mayLackTime: true,
	}),
	data: webhookShape,
});
