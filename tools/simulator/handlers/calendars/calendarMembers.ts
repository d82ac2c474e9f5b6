import type { JsonObject } from '../../contract';
import { newId } from '../../state';
import { withCalendar } from './calendars';
import type { Environment, Handlers, Reply, RequestContext } from '../handler';
import { notFound, ok, remove } from '../handler';

export const calendarMembers: Handlers = {
	listCalendarMembers: (context, environment) =>
		withCalendar(context, environment, ({ id }) => {
			const members = environment.state.calendarMembers.filter(
				({ calendar_id: calendarId }) => calendarId === id,
			);
			return ok({ data: members.map(shown) });
		}),

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

function withMember(
	context: RequestContext,
	environment: Environment,
	reply: (member: JsonObject) => Reply,
): Reply {
	return withCalendar(context, environment, (calendar) => {
		const member = environment.state.calendarMembers.find(
			({ id, calendar_id: calendarId }) =>
				id === context.request.params.member_id && calendarId === calendar.id,
		);
		return member ? reply(member) : notFound(context, environment, 'Calendar member');
	});
}

/** A member as the API shows it: without the calendar, which is in the path. */
function shown({ calendar_id: _calendarId, ...member }: JsonObject): JsonObject {
	return member;
}
