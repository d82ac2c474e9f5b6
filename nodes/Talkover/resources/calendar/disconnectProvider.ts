import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { providerLocator } from './providerLocator';

export const disconnectProvider = operation({
	value: 'disconnectProvider',
	name: 'Disconnect Provider',
	action: 'Disconnect a provider from a calendar',
	description:
		'Remove the connection of a calendar to an external calendar service. Synced events stay but are no longer updated. To reconnect, a person has to sign in to the service.',
	fields: [calendarLocator, providerLocator],
	request: ({ calendarId, providerId }) => ({
		endpoint: 'disconnectProvider',
		path: ['calendars', calendarId, 'providers', providerId],
	}),
	data: deleted,
});
