import { newId } from '../../state';
import { entriesIn, entryLookup, shown, withCalendar } from './calendars';
import type { Handlers } from '../handler';
import { ok, remove } from '../handler';

const withMember = entryLookup(({ calendarMembers: members }) => members, {
	param: 'member_id',
	what: 'Calendar member',
});

export const calendarMembers: Handlers = {
	listCalendarMembers: (context, environment) =>
		withCalendar(context, environment, (calendar) =>
			ok({ data: entriesIn(environment.state.calendarMembers, calendar).map(shown) }),
		),

	addCalendarMember: (context, environment) =>
		withCalendar(context, environment, (calendar) => {
			const { user_id, role } = context.request.requestBody;
			const added_at = new Date().toISOString();
			const member = { id: newId(), calendar_id: calendar.id, user_id, role, added_at };
			environment.state.calendarMembers.push(member);
			return ok({ data: shown(member) });
		}),

	updateCalendarMember: (context, environment) =>
		withMember(context, environment, (member) => {
			member.role = context.request.requestBody.role;
			return ok({ data: shown(member) });
		}),

	removeCalendarMember: (context, environment) =>
		withMember(context, environment, (member) => {
			if (member.role === 'owner') {
				// The page says that this is rejected, but neither the status nor the message.
				const message = 'The owner of a calendar cannot be removed.';
				return { status: 409, body: { success: false, message } };
			}
			remove(environment.state.calendarMembers, ({ id }) => id === member.id);
			return ok({ message: 'Member removed' });
		}),
};
