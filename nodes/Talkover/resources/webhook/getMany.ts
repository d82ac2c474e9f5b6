import { operation } from '../../operation/operation';
import { webhookList } from '../../shared/webhook/webhook';
import { WEBHOOK_SUMMARY } from './answers';
import { ownerFields, ownerPath } from './pickers';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Retrieve a list of the webhooks of an agent or a campaign',
	fields: ownerFields,
	request: (owner) => ({ method: 'GET', path: ownerPath(owner) }),
	paging: 'none',
	data: webhookList,
	simplify: WEBHOOK_SUMMARY,
});
