import { converted } from '../../parameters/field';
import { choices } from '../../parameters/lists';

/** In the order of the week, with the API's numbers. */
export const DAYS = [
	{ name: 'Monday', value: '1' },
	{ name: 'Tuesday', value: '2' },
	{ name: 'Wednesday', value: '3' },
	{ name: 'Thursday', value: '4' },
	{ name: 'Friday', value: '5' },
	{ name: 'Saturday', value: '6' },
	{ name: 'Sunday', value: '7' },
] as const;

type Day = (typeof DAYS)[number]['value'];

/** @param byDefault the days selected by default */
export function daysOfWeekField(description: string, byDefault: Day[] = []) {
	return converted(
		choices({
			displayName: 'Days of Week',
			name: 'daysOfWeek',
			default: byDefault,
			description: `${description}. In an expression, 1 is Monday and 7 is Sunday.`,
			options: DAYS,
		}),
		// Other values, such as the name of a day, are sent unchanged.
		(days) => days.map((day) => (/^\d+$/.test(day) ? Number(day) : day)),
	);
}
