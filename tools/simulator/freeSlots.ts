import type { JsonObject } from './contract';

interface Wanted {
	/** Milliseconds since 1970, like `to`. */
	readonly from: number;
	readonly to: number;
	readonly minutes: number;
	/** The calendar's time zone, for rules without one. */
	readonly timezone: string;
	readonly rules: readonly JsonObject[];
	readonly events: readonly JsonObject[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The free slots: the weekly hours without the blocked dates and without the events that take place. */
export function freeSlots({ from, to, minutes, timezone, rules, events }: Wanted): JsonObject[] {
	const taken = events.filter(({ status }) => status !== 'cancelled').map(spanOf);
	const slots = new Map<number, JsonObject>();
	for (const day of daysAround(from, to)) {
		if (rules.some(({ date, available }) => date === day && available === false)) continue;
		const recurring = rules.filter((rule) => rule.type === 'recurring' && isOn(rule, day));
		for (const { start_time: opens, end_time: closes, timezone: own } of recurring) {
			const zone = typeof own === 'string' ? own : timezone;
			const end = Math.min(pointIn(day, String(closes), zone), to);
			for (let at = pointIn(day, String(opens), zone); at + minutes * MINUTE <= end;) {
				const until = at + minutes * MINUTE;
				const busy = taken.some((span) => span.start < until && span.end > at);
				if (at >= from && !busy) slots.set(at, { start_at: isoOf(at), end_at: isoOf(until) });
				at = until;
			}
		}
	}
	return [...slots].sort(([a], [b]) => a - b).map(([, slot]) => slot);
}

function spanOf({ start_at: start, end_at: end }: JsonObject) {
	return { start: Date.parse(String(start)), end: Date.parse(String(end)) };
}

/** The dates anywhere in the world between two times. */
function daysAround(from: number, to: number): string[] {
	const days = [];
	for (let at = from - DAY; at <= to + DAY; at += DAY) days.push(isoOf(at).slice(0, 10));
	return days;
}

function isOn({ days_of_week: days }: JsonObject, day: string): boolean {
	// 1 is Monday and 7 is Sunday.
	const weekday = new Date(day).getUTCDay() || 7;
	return Array.isArray(days) && days.includes(weekday);
}

/** The time at which clocks in the zone show this; they change at night, so one offset per day is enough. */
function pointIn(day: string, time: string, timezone: string): number {
	const wall = Date.parse(`${day}T${time}:00Z`);
	const there = new Date(wall).toLocaleString('sv-SE', { timeZone: timezone });
	return wall - (Date.parse(`${there.replace(' ', 'T')}Z`) - wall);
}

function isoOf(time: number): string {
	return new Date(time).toISOString().replace('.000Z', 'Z');
}
