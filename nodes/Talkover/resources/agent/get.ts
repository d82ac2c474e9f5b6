import { operation } from '../../operation/operation';
import { agentLocator, agentShape } from '../../shared/agent/agent';
import { AGENT_SUMMARY } from './summary';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an agent',
	description:
		'Retrieve an agent with its direction, status and phone numbers. Turn off Simplify to include its trainings, actions, voice and further settings.',
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'getAgent', path: ['agents', agentId] }),
	data: agentShape,
	simplify: AGENT_SUMMARY,
});
