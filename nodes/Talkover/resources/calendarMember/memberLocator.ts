import type { Documented } from '../../api/contract/documented';
import { displayText } from '../../pickers/request';
import { locator } from '../../pickers/locator';

/** A member of the selected calendar (API reference: list-calendar-members, not paged). */
export const memberLocator = locator({
	displayName: 'Member',
	name: 'memberId',
	what: 'a member',
	method: 'searchCalendarMembers',
	idExample: 'member_123456',
	entries: {
		request: (chosen) => ({
			endpoint: 'listCalendarMembers',
			path: ['calendars', chosen('calendarId', 'Calendar'), 'members'],
		}),
		entry: (member: Documented<'CalendarMember'>) => {
			const email = displayText(member.email);
			const name =
				displayText(member.name) || email || displayText(member.user_id) || displayText(member.id);
			return {
				name: email === '' || email === name ? name : `${name} (${email})`,
				value: displayText(member.id),
				description: displayText(member.role),
			};
		},
	},
});
