import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getSyncStatus = operation({
	value: 'getSyncStatus',
	name: 'Get Sync Status',
	action: 'Get the sync status of calendars',
	description:
		'See for the calendars of the environment whether they are being synced with their outside calendars right now, when that was last done, and how many events it brought',
	fields: [],
	request: () => ({ method: 'GET', path: ['calendars', 'sync-status'] }),
	paging: 'none',
	data: list,
});
