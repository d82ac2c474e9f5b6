import { isRecord } from '../base/json';
import { invalid } from '../base/invalidInput';
import { offsetIn } from '../base/time/timeZone';
import { dateExists, isoTime } from '../base/time/dates';
import type { Field, Spec } from './field';
import { field, isBlank } from './field';
import { asText, quoted } from './scalars';

/** A date, or a date and time, with or without a time zone (ISO 8601, and RFC 3339's space instead of T). */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/** A date, sent as `2026-03-29`. A date and time is cut to its date. */
export function date<const Name extends string>(spec: Spec<Name>): Field<Name, string | undefined> {
	const typeOptions = { dateOnly: true };
	return field({ ...spec, type: 'dateTime', default: '', typeOptions }, (raw, { timezone }) => {
		if (isBlank(raw)) return undefined;
		// A JavaScript date is a point in time, so its date depends on the workflow's time zone.
		const entered = raw instanceof Date ? wallClockOf(raw, timezone) : isoOf(raw);
		const [, day] = ISO.exec(entered) ?? [];
		if (day !== undefined && dateExists(day)) return day;
		throw invalid(`must be a date such as 2026-03-29 (found ${quoted(raw)})`);
	});
}

/**
 * A point in time, sent in UTC. Without a time zone, it's in the workflow's time zone, as everywhere in n8n.
 */
export function dateTime<const Name extends string>(
	spec: Spec<Name>,
): Field<Name, string | undefined> {
	return field({ ...spec, type: 'dateTime', default: '' }, (raw, { timezone }) => {
		if (isBlank(raw)) return undefined;
		const [, day = '', time = '00:00', zone] = ISO.exec(isoOf(raw)) ?? [];
		const wall = dateExists(day) ? Date.parse(`${day}T${time}${zone ?? 'Z'}`) : NaN;
		if (Number.isNaN(wall)) {
			throw invalid(`must be a date and time such as 2026-03-29T14:30 (found ${quoted(raw)})`);
		}
		const utc = zone === undefined ? fromWallClock(wall, timezone) : wall;
		return isoTime(utc);
	});
}

/** Expressions return text, Luxon objects (n8n's dates) or JavaScript dates. */
function isoOf(raw: unknown): string {
	if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? '' : raw.toISOString();
	if (isDateObject(raw)) {
		const iso = raw.toISO();
		return typeof iso === 'string' ? iso : '';
	}
	return asText(raw).trim();
}

/** Whether a value is a Luxon object. Checks for a function, because a CRM record may have a field of that name. */
function isDateObject(raw: unknown): raw is { toISO(): unknown } {
	return isRecord(raw) && typeof raw.toISO === 'function';
}

/** The local time in a time zone, as ISO 8601 without the zone. */
function wallClockOf(point: Date, timezone: string): string {
	const time = point.getTime();
	if (Number.isNaN(time)) return '';
	const wall = new Date(time + offsetIn(timezone)(time));
	// The last moments that JavaScript knows have no time in zones ahead of UTC, and the first none in those behind.
	return Number.isNaN(wall.getTime()) ? '' : wall.toISOString().replace('Z', '');
}

/**
 * Converts a local time to UTC. Around a clock change, it uses the offset before the change, as calendars do:
 * a skipped time moves forward, and a repeated time means the first one.
 *
 * @param wall the local time as if it were UTC, in milliseconds since 1970
 */
function fromWallClock(wall: number, timezone: string): number {
	const offsetAt = offsetIn(timezone);
	// No time zone is a day away from UTC, so these are the offsets before and after.
	const before = offsetAt(wall - DAY_IN_MS);
	const after = offsetAt(wall + DAY_IN_MS);
	const fits = [before, after].find((offset) => offsetAt(wall - offset) === offset);
	return wall - (fits ?? before);
}
