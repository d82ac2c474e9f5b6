import { requestFields } from '../../api/contract/requestFields';
import { filtersOf } from '../../parameters/groups';
import { choiceAndOther } from '../../parameters/others';
import { text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import type { Agent } from '../../shared/agent/agent';
import { direction } from '../../shared/direction';
import { AGENT_SUMMARY } from './summary';

const filters = filtersOf([
	direction,
	text({ displayName: 'Search', name: 'search', description: 'Part of the name or label' }),
	...choiceAndOther({
		displayName: 'Status',
		name: 'status',
		default: 'published',
		description: 'The status of the agents',
		options: [
			{ name: 'Draft', value: 'draft' },
			{ name: 'Published', value: 'published' },
		],
		example: 'unpublished',
	}),
]);

const agentList: Shape<Agent[]> = list;

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many agents',
	description: 'Retrieve a list of the agents in the environment',
	fields: [filters],
	request: ({ filters: chosen }) => ({
		endpoint: 'listAgents',
		path: ['agents'],
		query: requestFields('ListAgentsQuery', chosen),
	}),
	isList: true,
	data: agentList,
	simplify: AGENT_SUMMARY,
});
