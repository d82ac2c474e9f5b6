import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many trainings',
	description: 'Retrieve a list of the trainings of an agent',
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'listTrainings', path: ['agents', agentId, 'trainings'] }),
	isList: true,
	data: list,
});
