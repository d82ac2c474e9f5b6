import { date as dateField } from '../../parameters/dates';
import { choice, toggle } from '../../parameters/scalars';
import { clockTime } from '../../shared/clockTime';
import { daysOfWeekField } from '../../shared/daysOfWeek';
import { timezoneField } from '../../shared/timezone';

export const type = choice({
	displayName: 'Type',
	name: 'type',
	default: 'recurring',
	description: 'What the rule is about',
	options: [
		{ name: 'Exception', value: 'exception', description: 'One date that is open or blocked' },
		{ name: 'Recurring', value: 'recurring', description: 'Open hours on days of the week' },
	],
});

export const daysOfWeek = daysOfWeekField('The days on which these hours are open');

export const startTime = clockTime({
	displayName: 'Start Time',
	name: 'startTime',
	placeholder: 'e.g. 09:00',
	description: 'When the open hours begin, as HH:MM by the 24-hour clock',
});

export const endTime = clockTime({
	displayName: 'End Time',
	name: 'endTime',
	placeholder: 'e.g. 17:00',
	description: 'When the open hours end, as HH:MM by the 24-hour clock',
});

export const timezone = timezoneField(
	'The time zone of the two times. Left empty, it is that of the calendar',
);

export const date = dateField({
	displayName: 'Date',
	name: 'date',
	description: 'The day that is an exception to the weekly hours',
});

export const available = toggle({
	displayName: 'Available',
	name: 'available',
	default: false,
	description: 'Whether the date is open. Switched off, it is blocked: nothing can be booked.',
});
