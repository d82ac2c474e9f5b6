import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import { object } from '../../operation/shapes';
import { deliveryLocator, webhookFields, webhookPath } from './pickers';

export const retryDelivery = operation({
	value: 'retryDelivery',
	name: 'Retry Delivery',
	action: 'Retry a delivery of a webhook',
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
