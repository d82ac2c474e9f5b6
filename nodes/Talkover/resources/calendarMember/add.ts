import type { Documented } from '../../api/contract/documented';
import { isSameId } from '../../api/content/identity';
import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { idText } from '../../shared/idText';
import { role } from './role';

const userId = required(
	idText({
		displayName: 'User ID',
		name: 'userId',
		placeholder: 'e.g. user-uuid-2',
		description:
			"The ID of the Talkover user. Get Many returns it as 'user_id' for users who are already members of a calendar.",
	}),
);

export const add = operation({
	value: 'add',
	name: 'Add',
	action: 'Add a member to a calendar',
	description: 'Share a calendar with a user as viewer, editor or owner',
	fields: [calendarLocator, userId, role],
	options: [resendUnknown],
	request: ({ calendarId, ...member }) => ({
		endpoint: 'addCalendarMember',
		path: ['calendars', calendarId, 'members'],
		body: requestFields('AddCalendarMemberRequest', member),
		// It isn't documented whether a second request adds the user twice.
		creates: {
			key: ['member', member.userId],
			label: `the member "${member.userId}"`,
			where: 'the members of the calendar',
		},
	}),
	recoveryLookup: ({ calendarId, userId: user }) => ({
		list: { endpoint: 'listCalendarMembers', path: ['calendars', calendarId, 'members'] },
		isOwn: (member: Documented<'CalendarMember'>) => isSameId(member.user_id, user),
		mayLackTime: true,
	}),
	data: object,
});
