import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { providerLocator } from './providerLocator';

export const syncProvider = operation({
	value: 'syncProvider',
	name: 'Sync Provider',
	action: 'Sync a calendar with a provider',
	description: 'Start a sync with one external calendar in the background',
	fields: [calendarLocator, providerLocator],
	request: ({ calendarId, providerId }) => ({
		endpoint: 'triggerProviderSync',
		path: ['calendars', calendarId, 'providers', providerId, 'sync'],
	}),
	data: object,
});
