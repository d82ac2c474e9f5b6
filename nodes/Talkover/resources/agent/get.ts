import { operation } from '../../operation/operation';
import { agentLocator, agentShape } from '../../shared/agent/agent';
import { AGENT_SUMMARY } from './summary';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an agent',
	description: 'Retrieve an agent with its status and phone numbers',
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'getAgent', path: ['agents', agentId] }),
	data: agentShape,
	simplify: AGENT_SUMMARY,
});
