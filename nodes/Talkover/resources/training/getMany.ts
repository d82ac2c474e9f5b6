import { operation } from '../../engine/operation';
import { list } from '../../engine/shapes';
import { agentLocator } from '../../fields/agent';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many trainings',
	description: 'List what an agent has been taught, active and inactive trainings together',
	fields: [agentLocator],
	request: ({ agentId }) => ({ method: 'GET', path: ['agents', agentId, 'trainings'] }),
	paging: 'none',
	data: list,
});
