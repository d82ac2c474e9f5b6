import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent/agent';

export const getVersions = operation({
	value: 'getVersions',
	name: 'Get Versions',
	action: 'Get the flow versions of an agent',
	description:
		"Retrieve a list of the versions of an agent's flow, with their dates and which one is current. Every update creates a version. Old versions can't be restored, and their steps aren't included.",
	fields: [agentLocator],
	request: ({ agentId }) => ({
		endpoint: 'listAgentFlowVersions',
		path: ['agents', agentId, 'flow', 'versions'],
	}),
	isList: true,
	data: list,
});
