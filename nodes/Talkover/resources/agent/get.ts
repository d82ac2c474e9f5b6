import { operation } from '../../engine/operation';
import { object } from '../../engine/shapes';
import { agentLocator } from '../../fields/agent';
import { AGENT_SUMMARY } from './summary';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get agent',
	description: 'Get one agent, with its settings, trainings, actions and phone numbers',
	fields: [agentLocator],
	request: ({ agentId }) => ({ method: 'GET', path: ['agents', agentId] }),
	data: object,
	simplify: AGENT_SUMMARY,
});
