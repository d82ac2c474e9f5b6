import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import {
	createdAt,
	onThisClock,
	sameTime,
	stampOf,
	type Interval,
	type ShownClock,
} from '../../../nodes/Talkover/api/content/times';

const NOON = Date.UTC(2026, 2, 29, 12);
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** A time that is known to the second. */
function second(time: number): Interval {
	return { earliest: time, latest: time + SECOND - 1 };
}

function exactly(time: number): Interval {
	return { earliest: time, latest: time };
}

test.each<[unknown, boolean, Interval]>([
	['2026-03-29T12:00:00Z', true, second(NOON)],
	['2026-03-29T12:00:00.000000Z', true, exactly(NOON)],
	['2026-03-29T14:00:00+02:00', true, second(NOON)],
	[' 2026-03-29 12:00:00 ', false, second(NOON)],
])('the time %p is read', (value, hasZone, interval) => {
	expect(stampOf(value)).toEqual({ ...interval, hasZone });
});

test.each([
	['03/04/2026 12:00:00'],
	['29-03-2026 12:00:00'],
	['2026-02-30T12:00:00Z'],
	['2026-03-29T25:00:00Z'],
	['Mar 29 2026 12:00:00 EST'],
	['yesterday'],
	['2026-03-29T12:00:00+99:00'],
	['2026-03-29T12:00:00+14:30'],
	['2026-03-29T12:00:00-03:60'],
	[''],
	[0],
	[null],
	[{ date: 7 }],
])('%p is not a time', (value) => {
	expect(stampOf(value)).toBeUndefined();
});

/** Around a stamp of noon that is known to the second, in milliseconds. */
function around(margin: number, shift = 0): Interval {
	return { earliest: NOON - shift - margin, latest: NOON + 999 - shift + margin };
}

const WITHIN_2_S = 2 * SECOND;
const ANYWHERE = 14 * HOUR + 2 * SECOND;
const RIGHT: ShownClock = { offset: 0, newest: undefined, now: NOON };

test.each<[string, string, Partial<ShownClock>, Interval]>([
	['a zone is believed', '2026-03-29T14:00:00+02:00', {}, around(WITHIN_2_S)],
	['Z is believed', '2026-03-29T12:00:00Z', {}, around(WITHIN_2_S)],
	[
		'the Date header corrects the clock',
		'2026-03-29T12:00:00Z',
		{ offset: HOUR },
		around(WITHIN_2_S, HOUR),
	],
	['no zone means fourteen hours around', '2026-03-29 12:00:00', {}, around(ANYWHERE)],
	['nothing shows the clock', '2026-03-29T12:00:00Z', { offset: undefined }, around(ANYWHERE)],
	[
		'the newest time of the list may be two seconds ahead',
		'2026-03-29T12:00:00Z',
		{ newest: second(NOON + 2 * SECOND) },
		around(WITHIN_2_S),
	],
	[
		'a list with a time from the future has another clock',
		'2026-03-29T12:00:00Z',
		{ newest: second(NOON + 2 * SECOND + 1) },
		around(ANYWHERE),
	],
	[
		'a time from the future by this clock is none by that of the Date header',
		'2026-03-29T12:00:00Z',
		{ newest: second(NOON + HOUR), offset: HOUR },
		around(WITHIN_2_S, HOUR),
	],
])('%s', (_what, value, shown, interval) => {
	const stamp = stampOf(value);

	expect(stamp && onThisClock(stamp, { ...RIGHT, ...shown })).toEqual(interval);
});

test('only a call is created when it starts, and nothing when it changes', () => {
	expect(createdAt({ updated_at: NOON, scheduled_at: NOON }, 'call')).toBeUndefined();
	expect(createdAt({ start_time: NOON }, 'event')).toBeUndefined();
	expect(createdAt({ started_at: NOON })).toBeUndefined();
});

test.each<[Certainty, unknown, unknown]>([
	['yes', '2026-03-29T12:00:00Z', '2026-03-29T09:00:00-03:00'],
	['yes', '2026-03-29 12:00:00', '2026-03-29T12:00:00.000Z'],
	['unknown', '2026-03-29 09:00:00', '2026-03-29T12:00:00Z'],
	['unknown', '29/03/2026 12:00:00', '2026-03-29T12:00:00Z'],
	['no', '2026-03-29T13:00:00Z', '2026-03-29T12:00:00Z'],
	['no', '2026-03-28 12:00:00', '2026-03-29T12:00:00Z'],
])('that two times are the same is %p for %p and %p', (same, a, b) => {
	expect(sameTime(a, b)).toBe(same);
	expect(sameTime(b, a)).toBe(same);
});
