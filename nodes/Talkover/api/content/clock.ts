import type { Basis, Interval, Offset, Stamp } from './times';
import { WIDEST, shifted } from './times';

/** How much Talkover's clock is ahead of this machine's, by the basis of its times, as far as it was observed. */
export type Calibration = Readonly<Partial<Record<Basis, Offset>>>;

/** Databases round to the second, up or down. */
const ROUNDING = 500;
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
	const seen = { least: earliest - answeredAt - ROUNDING, most: latest - sentAt + ROUNDING };
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
	/** When it certainly was: proves what isn't within. */
	bounds(stamp: Stamp): Interval;
	/** When it was unless something unlikely is true; undefined if that isn't known. */
	likely(stamp: Stamp): Interval | undefined;
}

export function serviceClock({ calibration, hint, newest, now }: ClockFacts): ServiceClock {
	const hinted = { least: hint - SYNCHRONIZED, most: hint + SYNCHRONIZED };
	const newestOf = (basis: Basis) =>
		Math.max(...newest.map((stamp) => (stamp.basis === basis ? stamp.earliest : -Infinity)));
	const widest = (basis: Basis): Offset => ({
		least: Math.min(Math.max(newestOf(basis) - now, -WIDEST), 0) - ROUNDING,
		most: WIDEST,
	});
	const likelyOffset = (basis: Basis): Offset | undefined => {
		const known = calibration[basis];
		if (known) return narrow(intersection(known, hinted) ?? known);
		// A local time says nothing without a calibration, and neither does one that the clock contradicts.
		const isContradicted = newestOf(basis) > now + hinted.most;
		return basis === 'local' || isContradicted ? undefined : hinted;
	};
	return {
		bounds: (stamp) => shifted(stamp, calibration[stamp.basis] ?? widest(stamp.basis)),
		likely: (stamp) => {
			const offset = likelyOffset(stamp.basis);
			return offset && shifted(stamp, offset);
		},
	};
}

function narrow(offset: Offset): Offset | undefined {
	return offset.most - offset.least <= NARROW ? offset : undefined;
}
