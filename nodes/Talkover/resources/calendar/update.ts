import { updates } from '../../parameters/groups';
import { text } from '../../parameters/scalars';
import { changedFields } from '../../operation/changes';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { timezoneField } from '../../shared/time/timezone';
import { metadata } from './metadata';

const updateFields = updates([
	metadata,
	text({ displayName: 'Name', name: 'name', description: 'The new name of the calendar' }),
	timezoneField('The new time zone of the calendar'),
]);

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a calendar',
	description: 'Update the name, time zone or metadata of a calendar',
	fields: [calendarLocator, updateFields],
	request: ({ calendarId, updateFields: changes }) => {
		const body = changedFields('UpdateCalendarRequest', changes);
		return { endpoint: 'updateCalendar', path: ['calendars', calendarId], body };
	},
	data: object,
});
