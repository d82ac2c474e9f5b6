import { operation } from '../../operation/operation';
import { list } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';

export const getProviders = operation({
	value: 'getProviders',
	name: 'Get Providers',
	action: 'Get the providers of a calendar',
	description: "Retrieve a list of a calendar's external calendar services",
	fields: [calendarLocator],
	request: ({ calendarId }) => ({
		endpoint: 'listProviderConnections',
		path: ['calendars', calendarId, 'providers'],
	}),
	isList: true,
	data: list,
});
