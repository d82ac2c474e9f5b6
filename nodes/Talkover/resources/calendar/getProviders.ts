import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';

export const getProviders = operation({
	value: 'getProviders',
	name: 'Get Providers',
	action: 'Get the providers of a calendar',
	description:
		'List the outside calendar services that a calendar is connected to, and when each was last synced. A new one is connected in Talkover itself, where a person has to sign in to it.',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({ method: 'GET', path: ['calendars', calendarId, 'providers'] }),
	paging: 'none',
	data: list,
});
