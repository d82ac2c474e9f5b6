import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';

export const getIntegrations = operation({
	value: 'getIntegrations',
	name: 'Get Integrations',
	action: 'Get many integrations for agent actions',
	description: 'Retrieve a list of the integrations that actions can use',
	fields: [],
	request: () => ({ endpoint: 'listActionIntegrations', path: ['action-integrations'] }),
	isList: true,
	data: list,
});
