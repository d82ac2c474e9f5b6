import { operation } from '../../operation/operation';
import { webhookList } from '../../shared/webhook/webhook';
import { WEBHOOK_SUMMARY } from './answers';
import { ownerFields, ownerTarget } from './pickers';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Retrieve a list of the webhooks of an agent or a campaign',
	fields: ownerFields,
	request: (owner) => ownerTarget('list', owner),
	isList: true,
	data: webhookList,
	simplify: WEBHOOK_SUMMARY,
});
