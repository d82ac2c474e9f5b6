import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getHistory = operation({
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the history of automatic recharges',
	description: 'List the automatic recharges of the account, and how each payment ended',
	fields: [],
	request: () => ({ method: 'GET', path: ['auto-topup', 'history'] }),
	paging: 'page',
	data: list,
});
