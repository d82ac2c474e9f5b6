import type { JsonObject } from '../../base/json';
import { isRecord, isSet, isText, numberIn } from '../../base/json';
import { firstOf, namesOf } from './fields';

const DURATION = namesOf(`
	duration duration_seconds call_duration duration_in_seconds duration_sec duration_secs
	call_duration_seconds call_length talk_time billsec total_duration conversation_duration
	elapsed_seconds
`);
const DURATION_MS = namesOf('duration_ms duration_milliseconds duration_millis duration_in_ms');

/** The longest duration of a call in seconds. A larger number is in milliseconds. */
const LONGEST = 12 * 3_600;

const CLOCK = /^(?:(\d+):)?(\d{1,3}):(\d{2}(?:\.\d+)?)$/;
const UNITS = /^(?:p(?:0d)?t)?(?:(\d+)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/;
const MS = /^(\d+(?:\.\d+)?)ms$/;
const NUMBER = /^\d+(?:\.\d+)?$/;

/** The duration of a call in seconds; undefined if it has none that can be read. */
export function durationOf(call: JsonObject): number | undefined {
	const seconds = secondsIn(firstOf(call, DURATION));
	if (seconds !== undefined) return seconds;
	const ms = countOf(firstOf(call, DURATION_MS));
	return ms === undefined ? undefined : ms / 1000;
}

/** Reads a duration: seconds, milliseconds, `00:01:30`, `90s`, `1m 30s` or `PT1M30S`. */
export function secondsIn(value: unknown): number | undefined {
	if (isRecord(value)) return ofParts(value);
	const count = countOf(value);
	if (count !== undefined) return count > LONGEST ? count / 1000 : count;
	if (!isText(value) || value.length > 50) return undefined;
	const text = abbreviated(value.replace(/(\d),(?=\d)/, '$1.'));
	const [, ms] = MS.exec(text) ?? [];
	if (ms !== undefined) return Number(ms) / 1000;
	return text === '' ? undefined : sumOf(CLOCK.exec(text) ?? UNITS.exec(text));
}

/** `{minutes: 1, seconds: 30}`, or the whole duration under one name. */
function ofParts(value: JsonObject): number | undefined {
	const { hours, minutes, seconds, milliseconds } = value;
	const whole = secondsIn(value.total_seconds ?? value.value);
	const parts = [
		[hours, 3_600],
		[minutes, 60],
		[seconds, 1],
		[milliseconds, 0.001],
	] as const;
	const set = parts.filter(([count]) => isSet(count));
	if (whole !== undefined || set.length === 0) return whole;
	const sum = set.reduce((all, [count, size]) => all + (countOf(count) ?? NaN) * size, 0);
	return Number.isNaN(sum) ? undefined : sum;
}

/** `1 minute, 30 seconds` as `1m30s`. */
function abbreviated(text: string): string {
	const units = text
		.toLowerCase()
		.replace(/[\s,]/g, '')
		.replace(/milliseconds?|msec/, 'ms');
	return units
		.replace(/hours?|hrs?/, 'h')
		.replace(/minutes?|mins?/, 'm')
		.replace(/seconds?|secs?/, 's');
}

function sumOf(parts: RegExpExecArray | null): number | undefined {
	if (!parts) return undefined;
	const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part || 0));
	return hours * 3_600 + minutes * 60 + seconds;
}

function countOf(value: unknown): number | undefined {
	return isText(value) && !NUMBER.test(value.trim()) ? undefined : numberIn(value);
}
