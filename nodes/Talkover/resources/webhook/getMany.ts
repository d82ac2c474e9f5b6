import { operation } from '../../operation/operation';
import { listIn } from '../../operation/shapes';
import { ownerFields, ownerPath } from './pickers';
import { WEBHOOK_SUMMARY } from './summary';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Retrieve a list of the webhooks of an agent or a campaign',
	fields: ownerFields,
	request: (owner) => ({ method: 'GET', path: ownerPath(owner) }),
	paging: 'none',
	data: listIn('webhooks'),
	simplify: WEBHOOK_SUMMARY,
});
