import type { Documented } from '../../api/contract/documented';
import { sameTime } from '../../api/content/times';
import { allOf, certaintyOf } from '../../base/certainty';
import { requestFields } from '../../api/contract/requestFields';
import { isSameText } from '../../base/json';
import { isoTime } from '../../base/time/dates';
import { required, requiredIfShown, shownWhen } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { checkOrder } from '../../shared/time/timeRange';
import { attendees, durationMinutes, endAt, endBy, moreOfAnEvent, startAt, title } from './fields';

const additionalFields = additional(moreOfAnEvent);

interface Times {
	readonly startAt: string;
	readonly endAt?: string | undefined;
	readonly durationMinutes?: number | undefined;
}

/** The times of the event, of which the end is entered or follows from the duration. */
function timesOf({ startAt: start, endAt: end, durationMinutes: minutes = 0 }: Times) {
	return { startAt: start, endAt: end ?? isoTime(Date.parse(start) + minutes * 60_000) };
}

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a calendar event',
	description: "Create a new event, even if its time isn't free",
	fields: [
		calendarLocator,
		required(title),
		required(startAt),
		endBy,
		shownWhen({ endBy: ['time'] }, requiredIfShown(endAt)),
		shownWhen({ endBy: ['duration'] }, requiredIfShown(durationMinutes)),
		attendees,
		additionalFields,
	],
	options: [resendUnknown],
	request: (values) => {
		const { calendarId, title: name, attendees: people, additionalFields: additional } = values;
		const times = timesOf(values);
		checkOrder({ label: 'Start', at: times.startAt }, { label: 'End', at: times.endAt });
		return {
			endpoint: 'createCalendarEvent',
			path: ['calendars', calendarId, 'events'],
			body: requestFields('CreateCalendarEventRequest', {
				title: name,
				...times,
				...additional,
				attendees: people.length > 0 ? people : undefined,
			}),
			// Without the times, because `$now` has another value in each attempt.
			creates: {
				key: ['event', name],
				toolKey: [times.startAt, times.endAt],
				label: `the event "${name}"`,
				where: 'the calendar',
			},
		};
	},
	recoveryLookup: (values) => ({
		list: { endpoint: 'listCalendarEvents', path: ['calendars', values.calendarId, 'events'] },
		isOwn: (event: Documented<'CalendarEvent'>) =>
			allOf([
				certaintyOf(isSameText(event.title, values.title)),
				sameTime(event.start_at, values.startAt),
				sameTime(event.end_at, timesOf(values).endAt),
			]),
		mayLackTime: true,
	}),
	data: object,
});
