import { operation } from '../../engine/operation';
import { object } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';
import { providerLocator } from '../../fields/calendarProvider';

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
