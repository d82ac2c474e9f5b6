import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { providerLocator } from './providerLocator';

export const disconnectProvider = operation({
	value: 'disconnectProvider',
	name: 'Disconnect Provider',
	action: 'Disconnect a provider from a calendar',
	description:
		'Remove the connection of a calendar to an outside calendar service. Events that were synced stay but are no longer updated. To connect it again, a person has to sign in to the service.',
	fields: [calendarLocator, providerLocator],
	request: ({ calendarId, providerId }) => ({
		method: 'DELETE',
		path: ['calendars', calendarId, 'providers', providerId],
	}),
	data: deleted,
});
