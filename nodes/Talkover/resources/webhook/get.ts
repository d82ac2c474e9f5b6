import { operation } from '../../operation/operation';
import { WEBHOOK_SUMMARY, webhookShape } from './answers';
import { webhookFields, ownTarget } from './pickers';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a webhook',
	description: 'Retrieve a webhook, without its secret and headers',
	fields: webhookFields,
	request: (webhook) => ownTarget('get', webhook),
	data: webhookShape,
	simplify: WEBHOOK_SUMMARY,
});
