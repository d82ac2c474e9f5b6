import type { Certainty } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isRecord, isText } from '../../base/json';
import { dateExists } from '../../base/time/dates';
import { namesOf, valuesOf } from './fields';
import type { Kind } from './identity';

/** When something happened: not before `earliest` and not after `latest`, in milliseconds since 1970. */
export interface Interval {
	readonly earliest: number;
	readonly latest: number;
}

/**
 * How a time says where its clock is. Times of the same basis can be compared with each other, and are calibrated
 * together.
 *
 * - `zone`: an offset such as `-03:00`, or a number of seconds or milliseconds since 1970
 * - `utc`: `Z`, which some services write after a local time
 * - `local`: no zone
 */
export type Basis = 'local' | 'utc' | 'zone';

/** A time as Talkover's clock shows it. */
export interface Stamp extends Interval {
	readonly basis: Basis;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The largest difference between UTC and local time anywhere. */
export const WIDEST = 14 * HOUR;

/** A larger number is in milliseconds, because as seconds it would be after the year 5138. */
const MOST_SECONDS = 1e11;
/** As milliseconds, a smaller number would be before 1973; as seconds too, so it isn't a time of this century. */
const FEWEST_SECONDS = 1e8;
const MOST_MS = 1e14;
const MOST_US = 1e17;

const ISO =
	/^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s?(\d{2}):?(\d{2})(?::?(\d{2})([.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** RFC 2822 and similar: the month has a name, so it can't be mistaken for the day. */
const NAMED_MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;
const ZONE_AT_END = /(?:\b(?:UTC|GMT)|[+-]\d{2}:?\d{2}|\dZ)$/i;
/** A zone by its abbreviation, which several zones may have. */
const OTHER_ZONE = /\d\s*(?!UTC|GMT|AM|PM|Z$)[a-z]{2,5}$/i;
const NUMBER = /^\d{9,}(?:\.\d+)?$/;

/**
 * Reads a time as Talkover's clock shows it: ISO 8601, RFC 2822, seconds or milliseconds. Without a zone, it's read as
 * UTC. Undefined if it isn't a time, or can be read in two ways, like 03/04/2026.
 */
export function stampOf(value: unknown): Stamp | undefined {
	if (isRecord(value)) return stampInside(value);
	const text = typeof value === 'string' ? value.trim() : value;
	if (typeof text === 'number') return ofNumber(text);
	if (typeof text !== 'string') return undefined;
	if (NUMBER.test(text) && !isBasicDate(text)) return ofNumber(Number(text));
	const parts = ISO.exec(
		text.replace(/^(\d{4})\/(\d{2})\/(?=\d{2})/, '$1-$2-').replace(/\[[\w/+-]+\]$/, ''),
	);
	return parts ? ofIso(parts) : ofNamedMonth(text);
}

/** `20260329` is a date, but nine and more digits are a number. */
function isBasicDate(text: string): boolean {
	return text.length < 9;
}

function ofNumber(count: number): Stamp | undefined {
	if (!(count >= FEWEST_SECONDS && count < MOST_US)) return undefined;
	if (count < MOST_SECONDS) {
		const precision = Number.isInteger(count) ? SECOND : 1;
		return stamp(Math.floor(count * SECOND), precision, 'zone');
	}
	return stamp(count < MOST_MS ? count : Math.floor(count / SECOND), 1, 'zone');
}

function ofIso([, year, month, day, hour, minute, second, fraction, zone]: RegExpExecArray):
	Stamp | undefined {
	const date = `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
	if (!dateExists(date)) return undefined;
	if (hour === undefined) return stamp(Date.parse(date), DAY, 'local');
	const ms = Math.floor(Number(`0${(fraction ?? '').replace(',', '.')}`) * SECOND);
	const time = Date.parse(`${date}T${hour}:${minute ?? '00'}:${second ?? '00'}Z`) + ms;
	if (Number.isNaN(time)) return undefined;
	const inMinute = second === undefined ? MINUTE : SECOND;
	return stamp(time - offsetOf(zone), fraction === undefined ? inMinute : 1, basisOf(zone));
}

function ofNamedMonth(text: string): Stamp | undefined {
	if (text.length > 50 || !NAMED_MONTH.test(text) || !/\d{4}/.test(text)) return undefined;
	if (OTHER_ZONE.test(text)) return undefined;
	const zone = ZONE_AT_END.exec(text)?.[0].replace(/^\d/, '');
	const time = Date.parse(zone === undefined ? `${text} UTC` : text);
	return Number.isNaN(time) ? undefined : stamp(time, SECOND, basisOf(zone));
}

function basisOf(zone: string | undefined): Basis {
	if (zone === undefined) return 'local';
	return /^[+-]/.test(zone) && Number(zone.replace(/\D/g, '')) !== 0 ? 'zone' : 'utc';
}

function offsetOf(zone = ''): number {
	const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	const size = Number(hours) * HOUR + Number(minutes) * MINUTE;
	return sign === '-' ? -size : size;
}

/** Carbon, Laravel's date, as `{date, timezone}`; MongoDB's `{$date}`; Firebase's `{seconds}`. */
function stampInside(value: JsonObject): Stamp | undefined {
	const { datetime, date = datetime, $date, seconds, _seconds, timezone } = value;
	if (isText(date)) {
		const offset = timezone === 'UTC' ? 'Z' : timezone;
		const isOffset = typeof offset === 'string' && /^(?:Z|[+-]\d{2}:\d{2})$/.test(offset);
		return stampOf(isOffset && !/[Z+]/.test(date) ? `${date.trim()}${offset}` : date);
	}
	const inner = $date ?? seconds ?? _seconds ?? value.iso ?? value.timestamp ?? value.value;
	return isRecord(inner) ? undefined : stampOf(inner);
}

function stamp(earliest: number, precision: number, basis: Basis): Stamp {
	return { earliest, latest: earliest + precision - 1, basis };
}

/** How much Talkover's clock is ahead of this machine's, in milliseconds: not less than `least`, not more than `most`. */
export interface Offset {
	readonly least: number;
	readonly most: number;
}

const ANY_OFFSET: Offset = { least: -WIDEST, most: WIDEST };

/**
 * A time on this machine's clock. Without a calibration, `Z` and offsets are taken at their word, and without any zone,
 * it's one of the 29 hours around it. Undefined if it can't be read, or if it's a `Z` that the clock contradicts: a
 * time in the future that can only be a local time.
 *
 * @param offset of Talkover's clock, if it's calibrated
 * @param now if given, a time after it contradicts the clock
 */
export function timeOf(
	value: unknown,
	{ offset, now }: { readonly offset?: Offset | undefined; readonly now?: number } = {},
): Interval | undefined {
	const read = stampOf(value);
	if (!read) return undefined;
	if (offset) return shifted(read, offset);
	if (read.basis === 'local') return shifted(read, ANY_OFFSET);
	const { earliest, latest } = read;
	const isContradicted = now !== undefined && earliest > now + TOLERANCE;
	return isContradicted ? undefined : { earliest, latest };
}

/** Milliseconds by which synchronized clocks may differ, after a comparison to the second. */
const TOLERANCE = 2 * SECOND;

/** A stamp on this machine's clock. */
export function shifted({ earliest, latest }: Interval, { least, most }: Offset): Interval {
	return { earliest: earliest - most, latest: latest - least };
}

/** Whether two times are the same. Without a zone, a time is UTC, or may be any local time. */
export function sameTime(a: unknown, b: unknown): Certainty {
	const [one, other] = [stampOf(a), stampOf(b)];
	if (!one || !other) return 'unknown';
	if (one.earliest <= other.latest && other.earliest <= one.latest) return 'yes';
	const isLocal = one.basis === 'local' || other.basis === 'local';
	return isLocal && Math.abs(one.earliest - other.earliest) <= WIDEST ? 'unknown' : 'no';
}

const CREATED = namesOf(`
	created_at created date_created created_on creation_date requested_at added_at inserted_at
`);
/** A call starts when it's created, or some time later. */
const STARTED = namesOf(`
	initiated_at queued_at placed_at started_at start_time called_at timestamp started start_at
	dialed_at call_date call_time datetime date
`);

/** When a thing was created, by Talkover's clock; undefined if it has no time that can be read. */
export function createdAt(thing: JsonObject, kind?: Kind): Stamp | undefined {
	return firstStamp(thing, CREATED) ?? (kind === 'call' ? firstStamp(thing, STARTED) : undefined);
}

const UPDATED = namesOf('updated_at updated date_updated modified_at last_updated_at');

/** When a thing changed last, by Talkover's clock; undefined if it has no such time that can be read. */
export function updatedAt(thing: JsonObject): Stamp | undefined {
	return firstStamp(thing, UPDATED);
}

function firstStamp(thing: JsonObject, names: readonly string[]): Stamp | undefined {
	for (const value of valuesOf(thing, names)) {
		const read = stampOf(value);
		if (read) return read;
	}
	return undefined;
}
