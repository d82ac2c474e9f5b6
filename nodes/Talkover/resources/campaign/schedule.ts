import { InvalidInput, invalid } from '../../base/invalidInput';
import { date } from '../../parameters/dates';
import { converted, required } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { clockTime } from '../../shared/time/clockTime';
import { daysOfWeekField } from '../../shared/time/daysOfWeek';
import { timezoneField } from '../../shared/time/timezone';

export const startDate = date({
	displayName: 'Start Date',
	name: 'startDate',
	description: 'The first day on which the campaign may make calls',
});

export const endDate = date({
	displayName: 'End Date',
	name: 'endDate',
	description:
		'The day on which the campaign ends, which must be after Start Date. If not added, the campaign has no end date.',
});

export const daysOfWeek = daysOfWeekField('The days on which the campaign may make calls', [
	'1',
	'2',
	'3',
	'4',
	'5',
]);

/** Together with the weekdays, call times that are unlikely to disturb anybody by default. */
const OPENING = '09:00';
const CLOSING = '17:00';

export const callTimeRanges = converted(
	rows({
		displayName: 'Call Time Ranges',
		name: 'callTimeRanges',
		rowKey: 'range',
		rowName: 'Time Range',
		placeholder: 'Add Time Range',
		first: [{ start: OPENING, end: CLOSING }],
		description: 'The times of day at which the campaign may make calls, in its time zone',
		fields: [
			required(
				clockTime({
					displayName: 'Start',
					name: 'start',
					default: OPENING,
					description: 'The start of the range as HH:MM (24-hour clock)',
				}),
			),
			required(
				clockTime({
					displayName: 'End',
					name: 'end',
					default: CLOSING,
					description: 'The end of the range as HH:MM (24-hour clock), which must be after Start',
				}),
			),
		],
	}),
	(ranges) => {
		if (ranges.length === 0) throw invalid('needs at least one time range');
		const wrong = ranges.findIndex(({ start = '', end = '' }) => end <= start);
		if (wrong < 0) return ranges;
		throw invalid(`End must be after Start (in Time Range ${wrong + 1})`);
	},
);

export const timezone = timezoneField('The time zone of the call times');

/** @throws InvalidInput if both dates are known and the end isn't after the start */
export function checkDates(start: string | undefined, end: string | undefined): void {
	if (start === undefined || end === undefined || end > start) return;
	throw new InvalidInput([{ label: 'End Date', text: `must be after Start Date (${start})` }]);
}
