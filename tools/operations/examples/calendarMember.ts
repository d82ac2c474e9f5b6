import type { Examples } from './example';
import { chosen, deleted } from './example';

const calendarId = chosen('calendar-uuid-1');
const memberId = chosen('member-uuid-2');

export const calendarMember: Examples = {
	'calendarMember.add': {
		operationId: 'addCalendarMember',
		parameters: { calendarId, userId: 'user-uuid-2', role: 'editor' },
	},
	'calendarMember.getMany': { operationId: 'listCalendarMembers', parameters: { calendarId } },
	'calendarMember.remove': {
		operationId: 'removeCalendarMember',
		parameters: { calendarId, memberId },
		output: deleted,
	},
	'calendarMember.update': {
		operationId: 'updateCalendarMember',
		parameters: { calendarId, memberId, role: 'viewer' },
	},
};
