import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';

export const getVersions = operation({
	value: 'getVersions',
	name: 'Get Versions',
	action: 'Get the flow versions of an agent',
	description: 'Retrieve a list of the versions of a flow, without steps',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		endpoint: 'listAgentFlowVersions',
		path: ['agents', agentId, 'flow', 'versions'],
	}),
	isList: true,
	data: list,
});
