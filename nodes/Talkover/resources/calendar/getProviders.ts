import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';

export const getProviders = operation({
	value: 'getProviders',
	name: 'Get Providers',
	action: 'Get the providers of a calendar',
	description:
		'Retrieve a list of the external calendar services of a calendar, with the time of their last sync. New ones are connected in Talkover, where a person has to sign in to them.',
	fields: [calendarLocator],
	request: ({ calendarId }) => ({
		endpoint: 'listProviderConnections',
		path: ['calendars', calendarId, 'providers'],
	}),
	isList: true,
	data: list,
});
