import { updates } from '../../parameters/groups';
import { changedFields } from '../../operation/changes';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { eventLocator } from './pickers';
import { checkOrder } from '../../shared/time/timeRange';
import { attendees, endAt, moreOfAnEvent, startAt, title } from './fields';

const updateFields = updates([attendees, endAt, startAt, title, ...moreOfAnEvent]);

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a calendar event',
	description: 'Update an event of a calendar',
	fields: [calendarLocator, eventLocator, updateFields],
	request: ({ calendarId, eventId, updateFields: { attendees: people = [], ...others } }) => {
		checkOrder({ label: 'Start', at: others.startAt }, { label: 'End', at: others.endAt });
		// An empty group of attendees doesn't mean "remove everyone".
		const body = changedFields('UpdateCalendarEventRequest', {
			...others,
			attendees: people.length > 0 ? people : undefined,
		});
		return {
			endpoint: 'updateCalendarEvent',
			path: ['calendars', calendarId, 'events', eventId],
			body,
		};
	},
	data: object,
});
