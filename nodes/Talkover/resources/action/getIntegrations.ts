import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getIntegrations = operation({
	value: 'getIntegrations',
	name: 'Get Integrations',
	action: 'Get the integrations for actions of agents',
	description: 'List the ready-made integrations that can be attached to an action',
	fields: [],
	request: () => ({ method: 'GET', path: ['action-integrations'] }),
	paging: 'none',
	data: list,
});
