import type { Documented } from '../../api/contract/documented';
import { serverTime } from '../../api/response/serverTime';
import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { collection } from '../../parameters/groups';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import { object } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { checkOrder } from '../../shared/time/timeRange';
import { attendees, endAt, moreOfAnEvent, startAt, title } from './fields';

const additionalFields = collection({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	placeholder: 'Add Field',
	fields: moreOfAnEvent,
});

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a calendar event',
	description:
		"Create a new event with its attendees. It is confirmed unless you add another status. Talkover doesn't check whether the time is free: use Availability: Get Free Slots for that.",
	fields: [
		calendarLocator,
		required(title),
		required(startAt),
		required(endAt),
		attendees,
		additionalFields,
	],
	options: [resendUnknown],
	request: ({ calendarId, attendees: people, additionalFields: additional, ...main }) => {
		checkOrder({ label: 'Start', at: main.startAt }, { label: 'End', at: main.endAt });
		return {
			method: 'POST',
			path: ['calendars', calendarId, 'events'],
			body: requestFields('CreateCalendarEventRequest', {
				...main,
				...additional,
				attendees: people.length > 0 ? people : undefined,
			}),
			// Without the times, because `$now` has another value in each attempt.
			creates: {
				key: ['event', main.title],
				toolKey: [main.startAt, main.endAt],
				label: `the event "${main.title}"`,
				where: 'the calendar',
			},
		};
	},
	recoveryLookup: (values) => ({
		list: { method: 'GET', path: ['calendars', values.calendarId, 'events'] },
		paging: 'none',
		isOwn: (event: Documented<'CalendarEvent'>) =>
			event.title === values.title &&
			serverTime(event.start_at) === serverTime(values.startAt) &&
			serverTime(event.end_at) === serverTime(values.endAt),
		mayLackTime: true,
	}),
	data: object,
});
