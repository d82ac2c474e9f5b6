import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { memberLocator } from './memberLocator';

export const remove = operation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove a member from a calendar',
	description: "Stop sharing a calendar with a user who isn't its owner",
	fields: [calendarLocator, memberLocator],
	request: ({ calendarId, memberId }) => ({
		endpoint: 'removeCalendarMember',
		path: ['calendars', calendarId, 'members', memberId],
	}),
	data: deleted,
});
