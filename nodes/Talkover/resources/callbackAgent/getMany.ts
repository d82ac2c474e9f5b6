import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many callback agents',
	description: 'Retrieve a list of the agents that take callbacks',
	fields: [],
	request: () => ({ method: 'GET', path: ['callback-agents'] }),
	paging: 'none',
	data: list,
});
