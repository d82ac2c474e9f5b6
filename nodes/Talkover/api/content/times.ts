import type { Certainty } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isText } from '../../base/json';
import { dateExists } from '../../base/time/dates';
import { firstOf } from './fields';
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
 * - `zone`: an offset such as `-03:00`
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
/** The largest difference between UTC and local time anywhere. */
export const WIDEST = 14 * HOUR;

/** RFC 3339, with or without a zone. */
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/i;

/** Reads a time as Talkover's clock shows it. Without a zone, it's read as UTC. Undefined if it's in another form. */
export function stampOf(value: unknown): Stamp | undefined {
	const [, date = '', clock = '', fraction, zone] = isText(value)
		? (TIME.exec(value.trim()) ?? [])
		: [];
	if (!dateExists(date)) return undefined;
	const ms = Math.floor(Number(`0${fraction ?? ''}`) * SECOND);
	const time = Date.parse(`${date}T${clock}Z`) + ms;
	if (Number.isNaN(time)) return undefined;
	return stamp(time - offsetOf(zone), fraction === undefined ? SECOND : 1, basisOf(zone));
}

function basisOf(zone: string | undefined): Basis {
	if (zone === undefined) return 'local';
	return /^[+-]/.test(zone) && Number(zone.replace(/\D/g, '')) !== 0 ? 'zone' : 'utc';
}

function offsetOf(zone = ''): number {
	const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
	const size = Number(hours) * HOUR + Number(minutes) * MINUTE;
	return sign === '-' ? -size : size;
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

/** Names of the time of a creation (API reference: list-calls, list-calendar-members, list-phone-release-requests). */
const CREATED = ['created_at', 'added_at', 'requested_at'];

/** When a thing was created, by Talkover's clock; undefined if it has no time that can be read. A call may only have its start. */
export function createdAt(thing: JsonObject, kind?: Kind): Stamp | undefined {
	const names = kind === 'call' ? [...CREATED, 'started_at'] : CREATED;
	return stampOf(firstOf(thing, names));
}

/** When a thing changed last, by Talkover's clock; undefined if it has no such time that can be read. */
export function updatedAt({ updated_at: updated }: JsonObject): Stamp | undefined {
	return stampOf(updated);
}
