import { requestFields } from '../../api/contract/requestFields';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { memberLocator } from './memberLocator';
import { role } from './role';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a member of a calendar',
	description: 'Update the role of a member of a calendar',
	fields: [calendarLocator, memberLocator, role],
	request: ({ calendarId, memberId, ...changes }) => ({
		endpoint: 'updateCalendarMember',
		path: ['calendars', calendarId, 'members', memberId],
		body: requestFields('UpdateCalendarMemberRequest', changes),
	}),
	data: object,
});
