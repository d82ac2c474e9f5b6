import type { Documented } from '../../api/contract/documented';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';

const actionList: Shape<Documented<'Action'>[]> = list;

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many agent actions',
	description: 'Retrieve a list of the actions of an agent',
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'listActions', path: ['agents', agentId, 'actions'] }),
	isList: true,
	data: actionList,
	simplify: [
		'id',
		'name',
		'label',
		'description',
		'type',
		'input_schema',
		'url',
		'current_status',
		'updated_at',
	],
});
