import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getSourceAgents = operation({
	value: 'getSourceAgents',
	name: 'Get Source Agents',
	action: 'Get the source agents for callbacks',
	description:
		'List the agents whose calls people may return: those that are outbound and published',
	fields: [],
	request: () => ({ method: 'GET', path: ['callback-agents', 'source-agents'] }),
	paging: 'none',
	data: list,
});
