import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import type { Calibration, ClockFacts } from '../../../nodes/Talkover/api/content/clock';
import { calibrated, serviceClock } from '../../../nodes/Talkover/api/content/clock';
import type { Basis, Stamp } from '../../../nodes/Talkover/api/content/times';

const NOON = Date.UTC(2026, 2, 29, 12);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A request that was sent at noon and answered 300 ms later. */
const SENT = { earliest: NOON, latest: NOON + 300 };

/** A time that is known to the second. */
function stamp(earliest: number, basis: Basis = 'utc'): Stamp {
	return { earliest, latest: earliest + SECOND - 1, basis };
}

test('a creation shows how far the clock is ahead, to the time of the request and half a second of rounding', () => {
	const known = calibrated({}, stamp(NOON + HOUR), SENT);

	expect(known).toEqual({ utc: { least: HOUR - 800, most: HOUR + 1_499 } });
});

test.each<[string, number, { least: number; most: number }]>([
	['narrows what is known', 600, { least: 600 - 350, most: 1_499 }],
	[
		'that contradicts the first widens what is known',
		MINUTE,
		{ least: -800, most: MINUTE + 1_499 },
	],
	['of long ago is ignored', -15 * HOUR, { least: -800, most: 1_499 }],
	['of tomorrow is ignored', 15 * HOUR, { least: -800, most: 1_499 }],
])('a second creation %s', (_what, later, offset) => {
	const first = calibrated({}, stamp(NOON), SENT);

	expect(calibrated(first, stamp(NOON + later), SENT)).toEqual({ utc: offset });
});

test('times with and without a zone are calibrated separately', () => {
	const first = calibrated({}, stamp(NOON), SENT);
	const both = calibrated(first, stamp(NOON - 3 * HOUR, 'local'), SENT);

	expect(both).toEqual({
		utc: { least: -800, most: 1_499 },
		local: { least: -3 * HOUR - 800, most: -3 * HOUR + 1_499 },
	});
});

const KNOWN: Calibration = { utc: { least: HOUR - 500, most: HOUR + 500 } };
const SEEN_AT_ONE = stamp(NOON + HOUR);

function clockOf(facts: Partial<ClockFacts>): ReturnType<typeof serviceClock> {
	return serviceClock({ calibration: {}, hint: 0, newest: [], now: NOON, ...facts });
}

test.each<[Certainty, string, Partial<ClockFacts>, Stamp]>([
	['unknown', 'a calibrated clock', { calibration: KNOWN }, SEEN_AT_ONE],
	['no', 'a calibrated clock', { calibration: KNOWN }, stamp(NOON)],
	['unknown', 'a clock that nothing is known of', {}, SEEN_AT_ONE],
	['unknown', 'a clock that nothing is known of', {}, stamp(NOON - 7 * MINUTE)],
	['no', 'a clock that nothing is known of', {}, stamp(NOON - 20 * HOUR)],
	['unknown', 'another clock', { calibration: KNOWN }, stamp(NOON - 3 * HOUR, 'local')],
	['unknown', 'the header', { hint: HOUR, newest: [SEEN_AT_ONE] }, SEEN_AT_ONE],
	['no', 'the header', { hint: HOUR, newest: [SEEN_AT_ONE] }, stamp(NOON)],
	[
		'unknown',
		'a header that only times of another basis confirm',
		{ hint: HOUR, newest: [stamp(NOON + HOUR, 'local'), stamp(NOON - MINUTE)] },
		stamp(NOON),
	],
])('that a call was made in the last minute is %s by %s', (answer, _clock, facts, at) => {
	expect(clockOf(facts).wasWithin(at, NOON - MINUTE, NOON)).toBe(answer);
});

test('a clock is not further behind than its newest time', () => {
	const clock = clockOf({ newest: [stamp(NOON - MINUTE), stamp(NOON - HOUR)] });

	expect(clock.bounds(stamp(NOON - HOUR)).latest).toBe(NOON - HOUR + SECOND - 1 + MINUTE + 500);
});

test.each<[string, Partial<ClockFacts>, Basis, number | undefined]>([
	['the Date header', { hint: MINUTE }, 'utc', NOON - MINUTE - 500],
	['a calibration', { calibration: KNOWN }, 'utc', NOON - HOUR - 500],
	['both, where they agree', { calibration: KNOWN, hint: HOUR + 300 }, 'utc', NOON - HOUR - 500],
	['nothing, if there is no zone', {}, 'local', undefined],
	[
		'nothing, if a newer time contradicts the header',
		{ newest: [stamp(NOON + HOUR)] },
		'utc',
		undefined,
	],
	[
		'the header, if only another basis contradicts it',
		{ newest: [stamp(NOON + HOUR, 'local')] },
		'utc',
		NOON - 500,
	],
	[
		'nothing, if the calibration is wide',
		{ calibration: { utc: { least: 600, most: 10_601 } } },
		'utc',
		undefined,
	],
	[
		'a calibration to ten seconds',
		{ calibration: { utc: { least: 600, most: 10_600 } } },
		'utc',
		NOON - 10_600,
	],
	[
		'the header inside a wide calibration',
		{ calibration: { utc: { least: -500, most: 10_000 } } },
		'utc',
		NOON - 500,
	],
])('the likely time of a call is that of %s', (_what, facts, basis, earliest) => {
	expect(clockOf(facts).likely(stamp(NOON, basis))?.earliest).toBe(earliest);
});
