import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../api/client';
import { stampOf } from '../../api/content/times';
import type { Documented } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { defined } from '../../base/collections/defined';
import { isoTime } from '../../base/time/dates';
import { localTimeIn } from '../../base/time/timeZone';
import { dateTime } from '../../parameters/dates';
import { number } from '../../parameters/scalars';
import type { Completed } from '../../operation/spec';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list, object } from '../../operation/answers/shapes';
import { calendarLocator } from '../../shared/calendar';
import { ZONE, checkOrder } from '../../shared/time/timeRange';
import { isZone } from '../../shared/time/timezone';

const DAYS = 7;
const DAY_IN_MS = 24 * 60 * 60 * 1000;

const from = dateTime({
	displayName: 'From',
	name: 'from',
	description: 'The start of the time range; now if empty',
	hint: ZONE,
});

const to = dateTime({
	displayName: 'To',
	name: 'to',
	description: `The end of the time range; ${DAYS} days after From if empty`,
	hint: ZONE,
});

const durationMinutes = number({
	displayName: 'Duration (Minutes)',
	name: 'durationMinutes',
	default: 30,
	min: 1,
	description: 'The duration of each slot in minutes',
});

const maxSlots = number({
	displayName: 'Max Slots',
	name: 'maxSlots',
	default: 10,
	min: 1,
	description: 'Max number of slots to return; all if empty',
	hint: 'Each slot is one item: 10 slots would create 10 events',
});

type Calendar = Documented<'Calendar'>;

const calendarShape: Shape<Calendar> = object;

const NO_ZONE =
	"The slots are in UTC only, because Talkover didn't return the time zone of the calendar";

/** The slots with their times in the time zone of the calendar, for messages and for people who call. */
async function inZone(slots: IDataObject[], calendarId: string, ask: Send): Promise<Completed> {
	if (slots.length === 0) return { items: slots };
	const answer = await ask({ endpoint: 'getCalendar', path: ['calendars', calendarId] });
	const { timezone } = (answer.ok ? calendarShape.read(answer) : undefined) ?? {};
	if (typeof timezone !== 'string' || !isZone(timezone)) return { items: slots, warning: NO_ZONE };
	const localTime = localTimeIn(timezone);
	const local = (value: unknown) => {
		const stamp = stampOf(value);
		return stamp?.hasZone ? localTime(stamp.earliest) : undefined;
	};
	const items = slots.map((slot) => ({
		...defined({ start_local: local(slot.start_at), end_local: local(slot.end_at) }),
		timezone,
		...slot,
	}));
	return { items };
}

export const getFreeSlots = operation({
	value: 'getFreeSlots',
	name: 'Get Free Slots',
	action: 'Get the free slots of a calendar',
	description: 'Retrieve a list of the free slots of a calendar',
	fields: [calendarLocator, from, to, durationMinutes, maxSlots],
	request: ({ calendarId, ...range }) => {
		const start = range.from ?? isoTime(Math.floor(Date.now() / 1000) * 1000);
		const end = range.to ?? isoTime(Date.parse(start) + DAYS * DAY_IN_MS);
		checkOrder({ label: 'From', at: start }, { label: 'To', at: end });
		return {
			endpoint: 'queryAvailability',
			path: ['calendars', calendarId, 'availability'],
			query: requestFields('QueryAvailabilityQuery', {
				from: start,
				to: end,
				durationMinutes: range.durationMinutes,
			}),
		};
	},
	isList: true,
	mostElements: ({ maxSlots: most }) => most,
	data: list,
	complete: (slots, { values, sendCached }) => inZone(slots, values.calendarId, sendCached),
});
