import type { Basis, Interval, Offset, Stamp } from './times';
import { WIDEST, shifted } from './times';

/** How much Talkover's clock is ahead of this machine's, by the basis of its times, as far as it was observed. */
export type Calibration = Readonly<Partial<Record<Basis, Offset>>>;

/** Databases round to the second, up or down. The `Date` header is precise to the second. */
const ROUNDING = 500;
/** Milliseconds by which synchronized clocks are adjusted between two observations. */
const ADJUSTMENT = 50;
/** Milliseconds by which two synchronized clocks may differ. */
const SYNCHRONIZED = 2_000;
/** The widest offset that still says when something happened, in milliseconds. */
const NARROW = 10_000;

/**
 * Adds what a creation shows: Talkover's clock showed the stamp between the sending of the request and its response.
 * If observations contradict each other, either may be right, and both remain possible.
 */
export function calibrated(
	known: Calibration,
	{ basis, earliest, latest }: Stamp,
	{ earliest: sentAt, latest: answeredAt }: Interval,
): Calibration {
	const margin = earliest % 1_000 === 0 ? ROUNDING : ADJUSTMENT;
	const seen = { least: earliest - answeredAt - margin, most: latest - sentAt + margin };
	// A response may report something that existed before.
	if (seen.most < -WIDEST || seen.least > WIDEST) return known;
	const before = known[basis] ?? seen;
	const both = intersection(before, seen);
	return { ...known, [basis]: both ?? union(before, seen) };
}

function intersection(a: Offset, b: Offset): Offset | undefined {
	const both = { least: Math.max(a.least, b.least), most: Math.min(a.most, b.most) };
	return both.least <= both.most ? both : undefined;
}

function union(a: Offset, b: Offset): Offset {
	return { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) };
}

/** What is known about Talkover's clock when a list is read. */
export interface ClockFacts {
	readonly calibration: Calibration;
	/** The offset according to the `Date` header of the list. Only a hint: a proxy may have set it. */
	readonly hint: number;
	/** The newest stamp of each basis in the list. It can't be from the future. */
	readonly newest: readonly Stamp[];
	/** When the list was read, in milliseconds since 1970. */
	readonly now: number;
}

/** Translates Talkover's times to this machine's clock. */
export interface ServiceClock {
	/** When it was, unless the times in the list are from different clocks. */
	bounds(stamp: Stamp): Interval;
	/** When it was, by what creations have shown; undefined if they haven't shown this clock. */
	certain(stamp: Stamp): Interval | undefined;
	/** When it was, unless something unlikely is true; undefined if that isn't known. */
	likely(stamp: Stamp): Interval | undefined;
	/** Whether it may have been between these times, in milliseconds since 1970. `no` is a proof. */
	wasWithin(stamp: Stamp, from: number, until: number): 'no' | 'unknown';
}

/** The offsets of local time from UTC anywhere, in minutes. */
const ZONES = [
	...Array.from({ length: 27 }, (_, index) => (index - 12) * 60),
	...[-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825],
].map((minutes) => minutes * 60_000);
/** Milliseconds by which a clock in another zone may be off besides. */
const DRIFT = 60_000;

export function serviceClock(facts: ClockFacts): ServiceClock {
	const { calibration, hint, now } = facts;
	const bounds = (stamp: Stamp) => shifted(stamp, boundsOf(facts, stamp.basis));
	const isIn = (time: number, from: number, until: number) =>
		time >= from - DRIFT && time <= until + DRIFT;
	// A local time may be written as UTC, and a list may mix both.
	const isConceivable = ({ earliest }: Stamp, from: number, until: number) =>
		[0, hint].some((offset) => ZONES.some((zone) => isIn(earliest - offset - zone, from, until)));
	return {
		bounds,
		certain: (stamp) => {
			const offset = calibration[stamp.basis];
			return offset && shifted(stamp, offset);
		},
		likely: (stamp) => {
			const offset = likelyOffset(facts, stamp.basis);
			return offset && shifted(stamp, offset);
		},
		wasWithin: (stamp, from, until) => {
			const { earliest, latest } = bounds(stamp);
			if (earliest <= until && latest >= from) return 'unknown';
			const isKnown = calibration[stamp.basis] !== undefined || isCorroborated(facts, stamp.basis);
			return !isKnown && isConceivable(stamp, from, Math.min(until, now)) ? 'unknown' : 'no';
		},
	};
}

function hintedOffset({ hint }: ClockFacts): Offset {
	return { least: hint - ROUNDING, most: hint + ROUNDING };
}

function boundsOf(facts: ClockFacts, basis: Basis): Offset {
	const known = facts.calibration[basis];
	if (known) return known;
	if (isCorroborated(facts, basis)) return hintedOffset(facts);
	// Nothing is later than now, so the clock isn't further behind than its newest time.
	const behind = Math.min(newestOf(facts, basis) - facts.now, 0);
	return { least: Math.max(behind, -WIDEST) - ROUNDING, most: WIDEST };
}

function likelyOffset(facts: ClockFacts, basis: Basis): Offset | undefined {
	const known = facts.calibration[basis];
	const hinted = hintedOffset(facts);
	if (known) return narrow(intersection(known, hinted) ?? known);
	// A local time says nothing without a calibration, and neither does one that the clock contradicts.
	const isContradicted = newestOf(facts, basis) > facts.now + facts.hint + SYNCHRONIZED;
	return basis === 'local' || isContradicted ? undefined : hinted;
}

/** Whether the list proves that the clock is ahead, as the hint says. */
function isCorroborated(facts: ClockFacts, basis: Basis): boolean {
	const ahead = newestOf(facts, basis) - facts.now;
	return ahead > SYNCHRONIZED && ahead <= facts.hint + SYNCHRONIZED;
}

function newestOf({ newest }: ClockFacts, basis: Basis): number {
	return Math.max(...newest.map((stamp) => (stamp.basis === basis ? stamp.earliest : -Infinity)));
}

function narrow(offset: Offset): Offset | undefined {
	return offset.most - offset.least <= NARROW ? offset : undefined;
}
