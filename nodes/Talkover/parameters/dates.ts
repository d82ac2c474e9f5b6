import { isRecord } from './json';
import { invalid } from './invalidInput';
import type { Field, Spec } from './field';
import { field, isBlank } from './field';
import { asText, quoted } from './scalars';

/** A day, or a day and a time, with or without a zone (ISO 8601; RFC 3339's blank for the T as well). */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/** A day, sent as `2026-03-29`; of a point in time it is the day that it names. */
export function date<const Name extends string>(spec: Spec<Name>): Field<Name, string | undefined> {
	const typeOptions = { dateOnly: true };
	return field({ ...spec, type: 'dateTime', default: '', typeOptions }, (raw, { timezone }) => {
		if (isBlank(raw)) return undefined;
		// A JavaScript date names no day: it is the one on the workflow's calendar.
		const entered = raw instanceof Date ? wallClockOf(raw, timezone) : isoOf(raw);
		const [, day] = ISO.exec(entered) ?? [];
		if (day !== undefined && exists(day)) return day;
		throw invalid(`must be a date such as 2026-03-29 (it is ${quoted(raw)})`);
	});
}

/**
 * A point in time, sent in UTC. What names no zone is meant in the workflow's, as everywhere in n8n.
 */
export function dateTime<const Name extends string>(
	spec: Spec<Name>,
): Field<Name, string | undefined> {
	return field({ ...spec, type: 'dateTime', default: '' }, (raw, { timezone }) => {
		if (isBlank(raw)) return undefined;
		const [, day = '', time = '00:00', zone] = ISO.exec(isoOf(raw)) ?? [];
		const wall = exists(day) ? Date.parse(`${day}T${time}${zone ?? 'Z'}`) : NaN;
		if (Number.isNaN(wall)) {
			throw invalid(`must be a date and time such as 2026-03-29T14:30 (it is ${quoted(raw)})`);
		}
		const utc = zone === undefined ? fromWallClock(wall, timezone) : wall;
		return new Date(utc).toISOString().replace('.000Z', 'Z');
	});
}

/** `Date.parse` alone takes February 30 for March 2. */
function exists(day: string): boolean {
	const time = Date.parse(day);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Expressions give text, n8n's own date objects (Luxon), or JavaScript's. */
function isoOf(raw: unknown): string {
	if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? '' : raw.toISOString();
	if (isDateObject(raw)) return String(raw.toISO());
	return asText(raw).trim();
}

/** One of Luxon's; a record of a CRM may have a field of that name as well. */
function isDateObject(raw: unknown): raw is { toISO(): unknown } {
	return isRecord(raw) && typeof raw.toISO === 'function';
}

/** What the clocks of the zone show at a point in time, in ISO's form and without the zone. */
function wallClockOf(point: Date, timezone: string): string {
	if (Number.isNaN(point.getTime())) return '';
	const wall = point.getTime() + offsetIn(timezone)(point.getTime());
	return new Date(wall).toISOString().replace('Z', '');
}

/**
 * Around a change of the clocks it goes by the clocks before it, as calendars do: a time that is
 * skipped is moved on by as much, and of a time that comes twice it is the first.
 *
 * @param wall what the clocks of the zone show, as if it were UTC; milliseconds since 1970
 */
function fromWallClock(wall: number, timezone: string): number {
	const offsetAt = offsetIn(timezone);
	// No zone is a day from UTC, so these lie on either side.
	const before = offsetAt(wall - DAY_IN_MS);
	const after = offsetAt(wall + DAY_IN_MS);
	const fits = [before, after].find((offset) => offsetAt(wall - offset) === offset);
	return wall - (fits ?? before);
}

/** n8n's own setting may be no name of a time zone (`DEFAULT`); it then stands for that of this n8n. */
function offsetFormat(timeZone: string): Intl.DateTimeFormat {
	const options = { timeZoneName: 'longOffset' } as const;
	try {
		return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
	} catch {
		return new Intl.DateTimeFormat('en-US', options);
	}
}

/** How far a zone's clocks are ahead of UTC at a time, in milliseconds. */
function offsetIn(timezone: string): (time: number) => number {
	const format = offsetFormat(timezone);
	return (time) => {
		const { value = '' } =
			format.formatToParts(time).find(({ type }) => type === 'timeZoneName') ?? {};
		// `GMT`, `GMT-03:30`, and before there were time zones `GMT+00:53:28`.
		const [, sign = '+', hours = 0, minutes = 0, seconds = 0] =
			/([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(value) ?? [];
		const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
		return (sign === '-' ? -size : size) * 1000;
	};
}
