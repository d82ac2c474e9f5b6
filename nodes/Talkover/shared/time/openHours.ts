import { offsetIn } from '../../base/time/timeZone';
import { isZone } from './timezone';

/** Weekly hours. A range whose end isn't after its start ends on the next day. */
export interface WeeklyHours {
	/** The days on which a range starts; 1 is Monday and 7 is Sunday. */
	readonly days: ReadonlySet<number>;
	/** In minutes after midnight, from 0 to 1440. */
	readonly from: number;
	readonly to: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Days after which the next range has started, even if a clock change has removed it from a week. */
const LONGEST_GAP = 15;
/** The most steps in which several zones are compared. Each moves on to the next range of a zone. */
const MOST_STEPS = 100;

/** The state of hours in one or several time zones. */
export interface OpenState {
	readonly open: boolean;
	/** The zone that decides: the first one in which it's closed, otherwise the first one. */
	readonly zone: string;
	/** The time in that zone to the minute, as ISO 8601 with its offset. */
	readonly localTime: string;
	/** When all zones are open, in milliseconds since 1970; undefined if that isn't within the next weeks. */
	readonly nextOpen: number | undefined;
}

/** Tells whether hours are open in all of some zones at once. No clock change happens within a minute, so it remembers the result for one. */
export class OpenHours {
	/** Undefined for names that this version of Node.js doesn't know. */
	private readonly zones = new Map<string, ZoneClock | undefined>();
	private readonly states = new Map<
		string,
		{ readonly minute: number; readonly state: OpenState }
	>();

	constructor(private readonly hours: WeeklyHours) {}

	/**
	 * @param time in milliseconds since 1970
	 * @returns undefined if there is no zone, or one isn't known
	 */
	stateAt(zones: readonly string[], time: number): OpenState | undefined {
		const key = zones.join(' ');
		const minute = Math.floor(time / MINUTE);
		const known = this.states.get(key);
		if (known?.minute === minute) return known.state;
		const clocks = zones.flatMap((zone) => this.clockOf(zone) ?? []);
		const state = clocks.length === zones.length ? stateOf(clocks, minute * MINUTE) : undefined;
		if (state) this.states.set(key, { minute, state });
		return state;
	}

	private clockOf(zone: string): ZoneClock | undefined {
		const known = this.zones.get(zone);
		if (known || this.zones.has(zone)) return known;
		const clock = isZone(zone) ? new ZoneClock(zone, this.hours) : undefined;
		this.zones.set(zone, clock);
		return clock;
	}
}

function stateOf(clocks: readonly ZoneClock[], time: number): OpenState | undefined {
	const closed = clocks.find((clock) => !clock.isOpen(time));
	const decisive = closed ?? clocks[0];
	return (
		decisive && {
			open: closed === undefined,
			zone: decisive.zone,
			localTime: decisive.localTime(time),
			nextOpen: nextOpen(clocks, time),
		}
	);
}

/** The first time at which all clocks are open. */
function nextOpen(clocks: readonly ZoneClock[], time: number): number | undefined {
	let at = time;
	for (let step = 0; step < MOST_STEPS; step += 1) {
		const closed = clocks.find((clock) => !clock.isOpen(at));
		if (!closed) return at;
		const next = closed.nextStart(at);
		if (next === undefined || next > time + LONGEST_GAP * DAY) return undefined;
		at = next;
	}
	return undefined;
}

/** The hours in a time zone. */
class ZoneClock {
	private readonly offsetAt: (time: number) => number;

	constructor(
		readonly zone: string,
		private readonly hours: WeeklyHours,
	) {
		this.offsetAt = offsetIn(zone);
	}

	isOpen(time: number): boolean {
		const wall = time + this.offsetAt(time);
		const today = Math.floor(wall / DAY);
		const minute = Math.floor((wall - today * DAY) / MINUTE);
		const { from, to } = this.hours;
		if (from < to) return this.isOn(today) && minute >= from && minute < to;
		return (this.isOn(today) && minute >= from) || (this.isOn(today - 1) && minute < to);
	}

	/** The first start of a range after a time. */
	nextStart(time: number): number | undefined {
		const today = Math.floor((time + this.offsetAt(time)) / DAY);
		const days = Array.from({ length: LONGEST_GAP }, (_, index) => today + index);
		return days
			.filter((day) => this.isOn(day))
			.flatMap((day) => this.timesOf(day * DAY + this.hours.from * MINUTE))
			.find((start) => start > time && this.isOpen(start));
	}

	/** To the minute, as ISO 8601 with the offset. */
	localTime(time: number): string {
		const offset = this.offsetAt(time);
		const minutes = Math.abs(offset) / MINUTE;
		const [hour, minute] = [Math.floor(minutes / 60), Math.floor(minutes % 60)].map((part) =>
			String(part).padStart(2, '0'),
		);
		const wall = new Date(time + offset).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
		return `${wall}${offset < 0 ? '-' : '+'}${hour}:${minute}`;
	}

	/**
	 * The points in time at which a clock may show a local time: two around a clock change, one of which may show another
	 * time.
	 */
	private timesOf(wall: number): number[] {
		const offsets = [this.offsetAt(wall - DAY), this.offsetAt(wall + DAY)];
		return [...new Set(offsets)].map((offset) => wall - offset).sort((a, b) => a - b);
	}

	/** @param day in days since 1970, in local time */
	private isOn(day: number): boolean {
		// January 1, 1970 was a Thursday.
		const sinceMonday = (((day + 3) % 7) + 7) % 7;
		return this.hours.days.has(sinceMonday + 1);
	}
}
