import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many SIP trunks',
	description: 'Retrieve a list of the connections to phone carriers',
	fields: [],
	request: () => ({ endpoint: 'listSipTrunks', path: ['sip-trunks'] }),
	isList: true,
	data: list,
});
