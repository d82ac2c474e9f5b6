import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getHistory = operation({
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the history of automatic recharges',
	description:
		'Retrieve a list of the automatic recharges of the account, with the result of each payment',
	fields: [],
	request: () => ({ method: 'GET', path: ['auto-topup', 'history'] }),
	paging: 'page',
	data: list,
});
