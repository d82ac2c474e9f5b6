import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';

export const getSourceAgents = operation({
	value: 'getSourceAgents',
	name: 'Get Source Agents',
	action: 'Get many source agents of callback agents',
	description: 'Retrieve a list of the agents whose calls people can return',
	fields: [],
	request: () => ({
		endpoint: 'listCallbackSourceAgents',
		path: ['callback-agents', 'source-agents'],
	}),
	isList: true,
	data: list,
});
