import { operation } from '../../operation/operation';
import { WEBHOOK_SUMMARY, webhookShape } from './answers';
import { webhookFields, ownTarget } from './pickers';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a webhook',
	description:
		'Retrieve a webhook of an agent or a campaign. Talkover never returns its secret, headers and templates.',
	fields: webhookFields,
	request: (webhook) => ownTarget('get', webhook),
	data: webhookShape,
	simplify: WEBHOOK_SUMMARY,
});
