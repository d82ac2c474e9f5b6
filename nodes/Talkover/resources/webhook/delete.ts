import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { webhookFields, ownTarget } from './pickers';

export const deleteWebhook = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description:
		"Delete a webhook of an agent or a campaign permanently. This can't be undone, and the receiver gets no more events.",
	fields: webhookFields,
	request: (webhook) => ownTarget('delete', webhook),
	data: deleted,
});
