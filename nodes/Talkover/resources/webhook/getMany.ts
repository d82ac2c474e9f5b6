import { operation } from '../../engine/operation';
import { listIn } from '../../engine/shapes';
import { ownerFields, webhooksPath } from '../../fields/webhook';
import { WEBHOOK_SUMMARY } from './summary';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'List the webhooks of an agent or of a campaign',
	fields: ownerFields,
	request: (owner) => ({ method: 'GET', path: webhooksPath(owner) }),
	paging: 'none',
	data: listIn('webhooks'),
	simplify: WEBHOOK_SUMMARY,
});
