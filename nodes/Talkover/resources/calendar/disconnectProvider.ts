import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { providerLocator } from './providerLocator';

export const disconnectProvider = operation({
	value: 'disconnectProvider',
	name: 'Disconnect Provider',
	action: 'Disconnect a provider from a calendar',
	description: 'Disconnect a calendar from an external calendar service',
	warning:
		'To reconnect, a person has to sign in to the calendar service. Synced events stay but are no longer updated.',
	fields: [calendarLocator, providerLocator],
	request: ({ calendarId, providerId }) => ({
		endpoint: 'disconnectProvider',
		path: ['calendars', calendarId, 'providers', providerId],
	}),
	data: deleted,
});
