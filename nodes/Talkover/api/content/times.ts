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

/** A time as Talkover's clock shows it. Without a zone, it's read as UTC. */
export interface Stamp extends Interval {
	readonly hasZone: boolean;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** The largest difference between UTC and local time anywhere. */
export const WIDEST = 14 * HOUR;

/** RFC 3339, with or without a zone. */
const TIME =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?$/i;

/** Nothing at Talkover is older. Programs write the years 1 and 1970 if there is no time. */
const FIRST = Date.UTC(2000, 0);

/** Reads a time as Talkover's clock shows it. Without a zone, it's read as UTC. Undefined if it's in another form. */
export function stampOf(value: unknown): Stamp | undefined {
	const [, date = '', clock = '', fraction, zone] = isText(value)
		? (TIME.exec(value.trim()) ?? [])
		: [];
	if (!dateExists(date)) return undefined;
	const ms = Math.floor(Number(`0${fraction ?? ''}`) * SECOND);
	const time = Date.parse(`${date}T${clock}Z`) + ms;
	if (!(time >= FIRST)) return undefined;
	const earliest = time - offsetOf(zone);
	const precision = fraction === undefined ? SECOND : 1;
	return { earliest, latest: earliest + precision - 1, hasZone: zone !== undefined };
}

function offsetOf(zone = ''): number {
	const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
	const size = Number(hours) * HOUR + Number(minutes) * MINUTE;
	return sign === '-' ? -size : size;
}

/** Milliseconds by which two clocks may differ after the correction by a `Date` header, which has no fraction. */
export const CLOCK_TOLERANCE = 2 * SECOND;

/** Milliseconds by which two corrections may differ, because a `Date` header shows the second only. */
export const CORRECTION_ACCURACY = SECOND;

/** What a list shows of Talkover's clock. */
export interface ShownClock {
	/** Milliseconds that it's ahead of this machine's, by the `Date` header; undefined if there is none. */
	readonly offset: number | undefined;
	/** The newest stamp with a zone in the list. Its thing exists, so it can't be from the future. */
	readonly newest: Interval | undefined;
	/** When the list was read, in milliseconds since 1970. */
	readonly now: number;
}

/**
 * When something happened, on this machine's clock. A time with a zone is known to {@link CLOCK_TOLERANCE}. Any local time is
 * possible without one, without a `Date` header, and if the list has a time from the future.
 */
export function onThisClock(
	{ earliest, latest, hasZone }: Stamp,
	{ offset, newest, now }: ShownClock,
): Interval {
	const isFuture = newest !== undefined && newest.earliest > now + (offset ?? 0) + CLOCK_TOLERANCE;
	const isKnown = hasZone && offset !== undefined && !isFuture;
	const margin = isKnown ? CLOCK_TOLERANCE : WIDEST + CLOCK_TOLERANCE;
	const shift = offset ?? 0;
	return { earliest: earliest - shift - margin, latest: latest - shift + margin };
}

/** Whether two times are the same. Without a zone, a time is UTC, or may be any local time. */
export function sameTime(a: unknown, b: unknown): Certainty {
	const [one, other] = [stampOf(a), stampOf(b)];
	if (!one || !other) return 'unknown';
	if (one.earliest <= other.latest && other.earliest <= one.latest) return 'yes';
	const isZoned = one.hasZone && other.hasZone;
	return !isZoned && Math.abs(one.earliest - other.earliest) <= WIDEST ? 'unknown' : 'no';
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
