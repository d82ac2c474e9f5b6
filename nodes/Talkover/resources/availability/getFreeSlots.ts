import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { number } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { checkOrder, from, to } from '../../shared/time/timeRange';

const durationMinutes = number({
	displayName: 'Duration (Minutes)',
	name: 'durationMinutes',
	default: 30,
	min: 1,
	description: 'The duration of each slot in minutes',
});

export const getFreeSlots = operation({
	value: 'getFreeSlots',
	name: 'Get Free Slots',
	action: 'Get the free slots of a calendar',
	description:
		"Retrieve a list of the free slots of a calendar, one item per slot. If nothing is free, the workflow stops here unless 'Always Output Data' is on in the node's settings.",
	fields: [calendarLocator, required(from), required(to), durationMinutes],
	request: ({ calendarId, ...range }) => {
		checkOrder({ label: 'From', at: range.from }, { label: 'To', at: range.to });
		const { from: start, to: end, durationMinutes: duration } = range;
		return {
			endpoint: 'queryAvailability',
			path: ['calendars', calendarId, 'availability'],
			query: requestFields('QueryAvailabilityQuery', {
				from: start,
				to: end,
				durationMinutes: duration,
			}),
		};
	},
	isList: true,
	data: list,
});
