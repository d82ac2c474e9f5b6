import type { Documented } from '../../api/contract/documented';
import { displayText } from '../../pickers/request';
import { locator } from '../../pickers/locator';

/** An external calendar of the selected calendar (API reference: list-provider-connections, not paged). */
export const providerLocator = locator({
	displayName: 'Provider',
	name: 'providerId',
	description: 'The connection of the calendar to an external calendar service',
	what: 'a provider',
	method: 'searchCalendarProviders',
	idExample: 'conn_123456',
	entries: {
		request: (chosen) => ({
			endpoint: 'listProviderConnections',
			path: ['calendars', chosen('calendarId', 'Calendar'), 'providers'],
		}),
		entry: (connection: Documented<'ProviderConnection'>) => {
			const external = displayText(connection.external_calendar_id);
			const provider = displayText(connection.provider) || displayText(connection.id);
			return {
				name: external === '' ? provider : `${provider} (${external})`,
				value: displayText(connection.id),
				...(connection.is_active === false ? { description: 'not active' } : {}),
			};
		},
	},
});
