import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';

export const getSyncStatus = operation({
	value: 'getSyncStatus',
	name: 'Get Sync Status',
	action: 'Get the sync status of calendars',
	description: 'Retrieve the state and the time of the last sync',
	fields: [],
	request: () => ({ endpoint: 'getCalendarsSyncStatus', path: ['calendars', 'sync-status'] }),
	isList: true,
	data: list,
});
