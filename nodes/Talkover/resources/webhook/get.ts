import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { webhookFields, webhookPath } from './pickers';
import { WEBHOOK_SUMMARY } from './summary';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a webhook',
	description:
		'Retrieve a webhook of an agent or a campaign. Talkover never returns its secret, headers and templates.',
	fields: webhookFields,
	request: (webhook) => ({ method: 'GET', path: webhookPath(webhook) }),
	data: object,
	simplify: WEBHOOK_SUMMARY,
});
