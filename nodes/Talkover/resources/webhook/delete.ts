import { UNDONE } from '../../operation/panel/notice';
import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { webhookFields, ownTarget } from './pickers';

export const deleteWebhook = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Delete a webhook permanently',
	warning: UNDONE,
	fields: webhookFields,
	request: (webhook) => ownTarget('delete', webhook),
	data: deleted,
});
