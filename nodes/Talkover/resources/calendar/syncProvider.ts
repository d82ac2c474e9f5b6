import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { providerLocator } from './providerLocator';

export const syncProvider = operation({
	value: 'syncProvider',
	name: 'Sync Provider',
	action: 'Sync a calendar with one provider',
	description:
		'Start bringing a calendar up to date with one of the outside calendars it is connected to. It only puts it in the queue: Get Sync Status tells when it is done.',
	fields: [calendarLocator, providerLocator],
	request: ({ calendarId, providerId }) => ({
		method: 'POST',
		path: ['calendars', calendarId, 'providers', providerId, 'sync'],
		repeatable: true,
	}),
	data: object,
});
