import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import {
	createdAt,
	sameTime,
	stampOf,
	timeOf,
	type Basis,
	type Interval,
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

test.each<[unknown, Basis, Interval]>([
	['2026-03-29T12:00:00Z', 'utc', second(NOON)],
	['2026-03-29T12:00:00.000000Z', 'utc', exactly(NOON)],
	['2026-03-29T12:00:00+00:00', 'utc', second(NOON)],
	['2026-03-29T14:00:00+02:00', 'zone', second(NOON)],
	[' 2026-03-29 12:00:00 ', 'local', second(NOON)],
])('the time %p is read', (value, basis, interval) => {
	expect(stampOf(value)).toEqual({ ...interval, basis });
});

test.each([
	['03/04/2026 12:00:00'],
	['29/03/2026 12:00:00'],
	['29-03-2026 12:00:00'],
	['29.03.2026'],
	['2026-02-30T12:00:00Z'],
	['2026-03-29T25:00:00Z'],
	['3 minutes ago'],
	['Mar 29 2026 12:00:00 EST'],
	['March'],
	['yesterday'],
	[''],
	[2026],
	[0],
	[-NOON],
	[Infinity],
	[undefined],
	[null],
	[true],
	[{ date: 7 }],
	[{ $date: { $numberLong: '7' } }],
])('%p is not a time', (value) => {
	expect(stampOf(value)).toBeUndefined();
});

const OFFSET = { least: 2 * HOUR - 100, most: 2 * HOUR };

test.each<[string, unknown, Parameters<typeof timeOf>[1], Interval | undefined]>([
	['a zone is exact', '2026-03-29T14:00:00+02:00', {}, second(NOON)],
	['Z is exact', '2026-03-29T12:00:00Z', {}, second(NOON)],
	['Z that the clock allows is exact', '2026-03-29T12:00:00Z', { now: NOON - 2_000 }, second(NOON)],
	['Z in the future is unknown', '2026-03-29T12:00:00Z', { now: NOON - 2_001 }, undefined],
	[
		'no zone means fourteen hours around',
		'2026-03-29 12:00:00',
		{},
		{ earliest: NOON - 14 * HOUR, latest: NOON + 14 * HOUR + 999 },
	],
	[
		'a calibrated clock makes it exact, whatever the zone',
		'2026-03-29T14:00:00Z',
		{ offset: OFFSET, now: NOON },
		{ earliest: NOON, latest: NOON + 1_099 },
	],
	['a time that cannot be read is unknown', '29/03/2026', { offset: OFFSET }, undefined],
])('%s', (_what, value, known, interval) => {
	expect(timeOf(value, known)).toEqual(interval);
});

test.each<[string, Record<string, unknown>, number | undefined]>([
	['nothing', { created_at: null, updated_at: NOON, scheduled_at: NOON }, undefined],
])('the creation of a thing is read from %s', (_what, thing, time) => {
	expect(createdAt(thing, 'call')?.earliest).toBe(time);
});

test('only a call is created when it starts', () => {
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
