import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many actions of an agent',
	description: 'Retrieve a list of the actions of an agent, both active and inactive',
	fields: [agentLocator],
	request: ({ agentId }) => ({ method: 'GET', path: ['agents', agentId, 'actions'] }),
	paging: 'none',
	data: list,
	simplify: [
		'id',
		'name',
		'label',
		'description',
		'type',
		'input_schema',
		'url',
		'current_status',
		'created_at',
		'updated_at',
	],
});
