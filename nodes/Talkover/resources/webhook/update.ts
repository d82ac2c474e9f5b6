import { shownWhen } from '../../parameters/field';
import { collection } from '../../parameters/groups';
import { changedFields } from '../../operation/changes';
import { operation } from '../../operation/operation';
import { webhookShape } from './answers';
import { webhookFields, ownTarget } from './pickers';
import { agentEvents, campaignEvents, withOthers } from '../../shared/webhook/webhookEvents';
import { DELIVERY_SETTINGS, includeCallEvents, name, webhookUrl } from './fields';

const UPDATE_FIELDS = { displayName: 'Update Fields', placeholder: 'Add Field' } as const;

const updateFields = collection({
	...UPDATE_FIELDS,
	name: 'updateFields',
	fields: [name, webhookUrl, ...withOthers(agentEvents('events')), ...DELIVERY_SETTINGS],
});

const campaignUpdateFields = collection({
	...UPDATE_FIELDS,
	name: 'campaignUpdateFields',
	fields: [
		name,
		webhookUrl,
		...withOthers(campaignEvents('events')),
		includeCallEvents,
		...DELIVERY_SETTINGS,
	],
});

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a webhook',
	description: 'Update a webhook of an agent or a campaign',
	fields: [
		...webhookFields,
		shownWhen({ source: ['agent'] }, updateFields),
		shownWhen({ source: ['campaign'] }, campaignUpdateFields),
	],
	request: ({ updateFields: ofAgent, campaignUpdateFields: ofCampaign, ...webhook }) => {
		// It also has all fields of an agent's webhook.
		const body = changedFields('UpdateCampaignWebhookRequest', { ...ofAgent, ...ofCampaign });
		return { ...ownTarget('update', webhook), body };
	},
	data: webhookShape,
});
