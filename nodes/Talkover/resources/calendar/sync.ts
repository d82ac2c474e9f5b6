import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';

export const sync = operation({
	value: 'sync',
	name: 'Sync',
	action: 'Sync all calendars',
	description: 'Start a sync of all calendars in the background',
	fields: [],
	request: () => ({
		endpoint: 'triggerCalendarsSync',
		path: ['calendars', 'sync'],
	}),
	data: object,
});
