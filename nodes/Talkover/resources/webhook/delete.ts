import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { webhookFields, webhookPath } from './pickers';

export const deleteWebhook = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description:
		'Delete a webhook of an agent or of a campaign for good, so that it is sent no more events. It cannot be undone.',
	fields: webhookFields,
	request: (webhook) => ({ method: 'DELETE', path: webhookPath(webhook) }),
	data: deleted,
});
