import { date as dateField } from '../../parameters/dates';
import { choice, toggle } from '../../parameters/scalars';
import { clockTime } from '../../shared/time/clockTime';
import { daysOfWeekField } from '../../shared/time/daysOfWeek';
import { timezoneField } from '../../shared/time/timezone';

export const type = choice({
	displayName: 'Type',
	name: 'type',
	default: 'recurring',
	description: 'The kind of the rule: every week or one date',
	options: [
		{ name: 'Exception', value: 'exception', description: 'One date that is open or blocked' },
		{ name: 'Recurring', value: 'recurring', description: 'Hours that are open every week' },
	],
});

export const daysOfWeek = daysOfWeekField('The days on which the hours are open');

export const startTime = clockTime({
	displayName: 'Start Time',
	name: 'startTime',
	placeholder: 'e.g. 09:00',
	description: 'The start of the open hours as HH:MM (24-hour clock)',
});

export const endTime = clockTime({
	displayName: 'End Time',
	name: 'endTime',
	placeholder: 'e.g. 17:00',
	description: 'The end of the open hours as HH:MM (24-hour clock)',
});

export const timezone = timezoneField(
	"The time zone of Start Time and End Time. If empty, the calendar's time zone is used",
);

export const date = dateField({
	displayName: 'Date',
	name: 'date',
	description: 'The date that is an exception to the weekly hours',
});

export const available = toggle({
	displayName: 'Available',
	name: 'available',
	default: false,
	description: 'Whether the date is open. If off, it is blocked, so that nothing can be booked.',
});
