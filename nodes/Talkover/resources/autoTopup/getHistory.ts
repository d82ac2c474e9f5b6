import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';

export const getHistory = operation({
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the auto top up history',
	description: 'Retrieve a list of the automatic top-ups of the account',
	fields: [],
	request: () => ({ endpoint: 'listAutoTopupHistory', path: ['auto-topup', 'history'] }),
	isList: true,
	data: list,
});
