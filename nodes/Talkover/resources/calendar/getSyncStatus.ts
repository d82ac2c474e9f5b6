import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';

export const getSyncStatus = operation({
	value: 'getSyncStatus',
	name: 'Get Sync Status',
	action: 'Get the sync status of calendars',
	description:
		'Retrieve the sync status of the calendars in the environment: whether a sync is in progress, the time of the last one, and how many events it synced',
	fields: [],
	request: () => ({ endpoint: 'getCalendarsSyncStatus', path: ['calendars', 'sync-status'] }),
	isList: true,
	data: list,
});
