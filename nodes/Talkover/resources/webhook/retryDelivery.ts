import { operation } from '../../engine/operation';
import { resendUnknown } from '../../engine/options';
import { object } from '../../engine/shapes';
import { deliveryLocator, webhookFields, webhookPath } from '../../fields/webhook';

export const retryDelivery = operation({
	value: 'retryDelivery',
	name: 'Retry Delivery',
	action: 'Retry delivery of a webhook',
	description:
		'Send an event again that a webhook did not receive, to the address the webhook has now. Talkover refuses it for what was delivered or is too old, and while the webhook is disabled.',
	fields: [...webhookFields, deliveryLocator],
	options: [resendUnknown],
	request: ({ logId, ...webhook }) => ({
		method: 'POST',
		path: [...webhookPath(webhook), 'logs', logId, 'retry'],
		creates: {
			key: ['delivery'],
			label: 'the new delivery',
			where: 'in the delivery logs of the webhook',
		},
	}),
	data: object,
});
