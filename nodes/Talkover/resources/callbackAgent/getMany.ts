import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many callback agents',
	description: 'Retrieve a list of the agents that take callbacks',
	fields: [],
	request: () => ({ endpoint: 'listCallbackAgents', path: ['callback-agents'] }),
	isList: true,
	data: list,
});
