import { operation } from '../../operation/operation';
import { listIn } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';

export const getVersions = operation({
	value: 'getVersions',
	name: 'Get Versions',
	action: 'Get the versions of the flow of an agent',
	description:
		'List the versions of the flow of an agent, with their dates and which one is current. Every save makes one. The steps of old versions are not included, and none can be restored.',
	fields: [agentLocator],
	request: ({ agentId }) => ({ method: 'GET', path: ['agents', agentId, 'flow', 'versions'] }),
	paging: 'none',
	data: listIn('versions'),
});
