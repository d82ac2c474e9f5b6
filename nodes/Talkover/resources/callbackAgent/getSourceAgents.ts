import { operation } from '../../engine/operation';
import { list } from '../../engine/shapes';

export const getSourceAgents = operation({
	value: 'getSourceAgents',
	name: 'Get Source Agents',
	action: 'Get source agents for callbacks',
	description:
		'List the agents whose calls people may return: those that are outbound and published',
	fields: [],
	request: () => ({ method: 'GET', path: ['callback-agents', 'source-agents'] }),
	paging: 'none',
	data: list,
});
