import { InvalidInput, invalid } from '../../parameters/invalidInput';
import { date } from '../../parameters/dates';
import { converted, required } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { clockTime } from '../../shared/clockTime';
import { daysOfWeekField } from '../../shared/daysOfWeek';
import { timezoneField } from '../../shared/timezone';

export const startDate = date({
	displayName: 'Start Date',
	name: 'startDate',
	description: 'The first day on which the campaign may call',
});

export const endDate = date({
	displayName: 'End Date',
	name: 'endDate',
	description:
		'The day on which the campaign ends; it must be after Start Date. Left out, it has no end.',
});

export const daysOfWeek = daysOfWeekField('On which days the campaign may call', [
	'1',
	'2',
	'3',
	'4',
	'5',
]);

/** Together with the weekdays, when calls bother nobody at first. */
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
		description: 'Between which times of the day the campaign may call, in its own time zone',
		fields: [
			required(
				clockTime({
					displayName: 'Start',
					name: 'start',
					default: OPENING,
					description: 'Hours and minutes on the 24-hour clock, such as 09:00',
				}),
			),
			required(
				clockTime({
					displayName: 'End',
					name: 'end',
					default: CLOSING,
					description: 'Hours and minutes on the 24-hour clock, later than Start',
				}),
			),
		],
	}),
	(ranges) => {
		if (ranges.length === 0) throw invalid('needs at least one time range');
		const wrong = ranges.findIndex(({ start = '', end = '' }) => end <= start);
		if (wrong < 0) return ranges;
		throw invalid(`End must be later than Start (in Time Range ${wrong + 1})`);
	},
);

export const timezone = timezoneField('The time zone of the call times');

/** @throws InvalidInput when the end is not after the start, where both are known */
export function checkDates(start: string | undefined, end: string | undefined): void {
	if (start === undefined || end === undefined || end > start) return;
	throw new InvalidInput([{ label: 'End Date', text: `must be after Start Date (${start})` }]);
}
