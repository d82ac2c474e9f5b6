import type { IDataObject } from 'n8n-workflow';

import type { Examples } from './example';
import { chosen, deleted } from './example';

const calendarId = chosen('calendar-uuid-1');
const ruleId = chosen('rule-uuid-1');
const hours = {
	daysOfWeek: ['1', '2', '3', '4', '5'],
	startTime: '09:00',
	endTime: '17:00',
	timezone: 'America/New_York',
};

export const availability: Examples = {
	'availability.createRule': {
		operationId: 'createAvailabilityRule',
		parameters: { calendarId, type: 'recurring', ...hours },
	},
	'availability.createRule, an exception': {
		operationId: 'createAvailabilityRule',
		parameters: { calendarId, type: 'exception', date: '2024-12-25', available: false },
	},
	'availability.deleteRule': {
		operationId: 'deleteAvailabilityRule',
		parameters: { calendarId, ruleId },
		output: deleted,
	},
	'availability.getFreeSlots': {
		operationId: 'queryAvailability',
		parameters: {
			calendarId,
			from: '2024-01-15T00:00:00Z',
			to: '2024-01-16T00:00:00Z',
			durationMinutes: 30,
		},
		output: (data) =>
			(data as IDataObject[]).map((slot) => ({
				start_local: '2024-01-15T04:00:00-05:00',
				end_local: '2024-01-15T04:30:00-05:00',
				timezone: 'America/New_York',
				...slot,
			})),
	},
	'availability.getRules': { operationId: 'listAvailabilityRules', parameters: { calendarId } },
	'availability.updateRule': {
		operationId: 'updateAvailabilityRule',
		parameters: {
			calendarId,
			ruleId,
			updateFields: { ...hours, type: 'recurring', date: '2024-12-25', available: true },
		},
	},
};
