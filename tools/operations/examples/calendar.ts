import type { Examples } from './example';
import { chosen, deleted } from './example';

const calendarId = chosen('calendar-uuid-1');

export const calendar: Examples = {
	'calendar.create': {
		operationId: 'createCalendar',
		parameters: {
			name: 'Sales Demo Calendar',
			ownerId: 'user-uuid-1',
			timezone: 'America/New_York',
			additionalFields: { metadata: '{"branch": "Boston"}' },
		},
	},
	'calendar.delete': {
		operationId: 'deleteCalendar',
		parameters: { calendarId },
		output: deleted,
	},
	'calendar.disconnectProvider': {
		operationId: 'disconnectProvider',
		parameters: { calendarId, providerId: chosen('conn-uuid-1') },
		output: deleted,
	},
	'calendar.get': { operationId: 'getCalendar', parameters: { calendarId } },
	'calendar.getMany': { operationId: 'listCalendars', parameters: {} },
	'calendar.getProviders': { operationId: 'listProviderConnections', parameters: { calendarId } },
	'calendar.getSyncStatus': { operationId: 'getCalendarsSyncStatus', parameters: {} },
	'calendar.sync': { operationId: 'triggerCalendarsSync', parameters: {} },
	'calendar.syncProvider': {
		operationId: 'triggerProviderSync',
		parameters: { calendarId, providerId: chosen('conn-uuid-1') },
	},
	'calendar.update': {
		operationId: 'updateCalendar',
		parameters: {
			calendarId,
			updateFields: {
				name: 'Updated Calendar Name',
				timezone: 'Europe/Berlin',
				metadata: '{"branch": "Berlin"}',
			},
		},
	},
};
