import { invalid } from '../api/invalidInput';
import type { Field, Spec } from './field';
import { field, isBlank } from './field';
import { asText, quoted } from './fieldTypes';

const DAY = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/;
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;

/** A day, sent as `2026-03-29`; of a point in time it is the day that it names. */
export function date<const Name extends string>(spec: Spec<Name>): Field<Name, string | undefined> {
	const typeOptions = { dateOnly: true };
	return field({ ...spec, type: 'dateTime', default: '', typeOptions }, (raw) => {
		if (isBlank(raw)) return undefined;
		const [day] = DAY.exec(isoOf(raw)) ?? [];
		if (day !== undefined && !Number.isNaN(Date.parse(day))) return day;
		throw invalid(`must be a date such as 2026-03-29 (it is ${quoted(raw)})`);
	});
}

/**
 * A point in time, sent in UTC. What names no zone is meant in the workflow's, as everywhere in n8n.
 */
export function dateTime<const Name extends string>(
	spec: Spec<Name>,
): Field<Name, string | undefined> {
	return field({ ...spec, type: 'dateTime', default: '' }, (raw, timezone) => {
		if (isBlank(raw)) return undefined;
		const entered = isoOf(raw);
		const [, day = entered, time = '00:00', zone] = TIME.exec(entered) ?? [];
		const wall = Date.parse(`${day}T${time}${zone ?? 'Z'}`);
		if (Number.isNaN(wall)) {
			throw invalid(`must be a date and time such as 2026-03-29T14:30 (it is ${quoted(raw)})`);
		}
		const utc = zone === undefined ? fromWallClock(wall, timezone) : wall;
		return new Date(utc).toISOString().replace('.000Z', 'Z');
	});
}

/** Expressions give text, n8n's own date objects (Luxon), or JavaScript's. */
function isoOf(raw: unknown): string {
	if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? '' : raw.toISOString();
	if (typeof raw === 'object' && raw !== null && 'toISO' in raw) {
		return String((raw as { toISO(): unknown }).toISO());
	}
	return asText(raw).trim();
}

/** @param wall what the clocks of the zone show, as if it were UTC; milliseconds since 1970 */
function fromWallClock(wall: number, timezone: string): number {
	// The offset at the time itself may be another than at the first guess, around a change of the clocks.
	const guess = wall - offsetAt(wall, timezone);
	return wall - offsetAt(guess, timezone);
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(time: number, timezone: string): number {
	const shown = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const part = (type: string) => Number(shown.find((each) => each.type === type)?.value);
	const wall = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return wall - Math.floor(time / 1000) * 1000;
}
