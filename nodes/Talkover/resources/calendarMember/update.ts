import { apiFields } from '../../api/request';
import { operation } from '../../engine/operation';
import { object } from '../../engine/shapes';
import { calendarLocator } from '../../fields/calendar';
import { memberLocator } from '../../fields/calendarMember';
import { role } from './role';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update member of a calendar',
	description: 'Change the role that a user has in a calendar',
	fields: [calendarLocator, memberLocator, role],
	request: ({ calendarId, memberId, ...changes }) => ({
		method: 'PUT',
		path: ['calendars', calendarId, 'members', memberId],
		body: apiFields(changes),
	}),
	data: object,
});
