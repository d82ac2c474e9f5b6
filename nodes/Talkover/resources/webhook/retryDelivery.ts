import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { setOff } from '../../operation/answers/shapes';
import { deliveryLocator, webhookFields, ownTarget } from './pickers';

export const retryDelivery = operation({
	value: 'retryDelivery',
	name: 'Retry Delivery',
	action: 'Retry a webhook delivery',
	description: 'Retry a failed delivery to the current URL of a webhook',
	toolText: 'Retries a webhook delivery in Talkover. The receiver may act on it.',
	fields: [...webhookFields, deliveryLocator],
	options: [resendUnknown],
	request: ({ logId, ...webhook }) => ({
		...ownTarget('retry', webhook, 'logs', logId, 'retry'),
		creates: {
			key: ['delivery'],
			label: 'the new delivery',
			where: 'the delivery logs of the webhook',
		},
	}),
	data: setOff,
});
