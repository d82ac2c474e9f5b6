import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import type { Delivery } from './answers';
import { webhookFields, ownTarget } from './pickers';

const deliveries: Shape<Delivery[]> = list;

export const getLogs = operation({
	value: 'getLogs',
	name: 'Get Logs',
	action: 'Get the delivery logs of a webhook',
	description: 'Retrieve a list of the deliveries of the last 30 days',
	fields: webhookFields,
	request: (webhook) => ownTarget('logs', webhook, 'logs'),
	isList: true,
	data: deliveries,
	simplify: [
		'id',
		'webhook_id',
		'event',
		'attempt',
		'status',
		'http_status',
		'error',
		'duration_ms',
		'delivered_at',
		'created_at',
	],
});
