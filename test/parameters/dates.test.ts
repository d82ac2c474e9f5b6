import { date, dateTime } from '../../nodes/Talkover/parameters/dates';
import { ok } from '../../nodes/Talkover/base/result';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';

const day = date({ displayName: 'Day', name: 'day' });
const start = dateTime({ displayName: 'Start', name: 'start' });

/** A Luxon object, as an expression such as `{{ $now }}` returns it. */
const luxon = (iso: string | null) => ({ toISO: () => iso, toJSON: () => iso });

test.each([
	['2026-07-01T14:30', 'Europe/Berlin', '2026-07-01T12:30:00Z'],
	['2026-01-01T14:30', 'Europe/Berlin', '2026-01-01T13:30:00Z'],
	['2026-12-31T23:30', 'America/Los_Angeles', '2027-01-01T07:30:00Z'],
	['2026-05-05T05:45', 'Asia/Kathmandu', '2026-05-05T00:00:00Z'],
	['1890-01-01T00:53:28', 'Europe/Berlin', '1890-01-01T00:00:00Z'],
	['0026-03-29T14:30', 'UTC', '0026-03-29T14:30:00Z'],
])('a time of %s in %s is sent as %s', (raw, zone, utc) => {
	expect(start.parse(raw, { timezone: zone })).toEqual(ok(utc));
});

test.each([
	['2026-03-29T14:30:00+02:00', '2026-03-29T12:30:00Z'],
	['2026-03-29T14:30-0330', '2026-03-29T18:00:00Z'],
	['2026-03-29T14:30:15.250Z', '2026-03-29T14:30:15.250Z'],
	['2026-03-29T24:00Z', '2026-03-30T00:00:00Z'],
])('a time of %s, which has a time zone, is sent as %s in any time zone', (raw, utc) => {
	expect(start.parse(raw, { timezone: 'America/New_York' })).toEqual(ok(utc));
});

test.each([
	['2026-03-29 14:30', '2026-03-29T12:30:00Z'],
	[' 2026-03-29T14:30:00 ', '2026-03-29T12:30:00Z'],
	['2026-03-29T14:30:00.5', '2026-03-29T12:30:00.500Z'],
	['2026-03-29', '2026-03-28T23:00:00Z'],
])('a time of %p is interpreted in the time zone of the workflow and sent as %s', (raw, utc) => {
	expect(start.parse(raw, { timezone: 'Europe/Berlin' })).toEqual(ok(utc));
});

// A skipped time moves forward by the length of the gap, as in Luxon and in calendars.
test.each([
	['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
	['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
	['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00Z'],
	['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
	['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00Z'],
])('a time of %s in %s, on a day when the clocks go forward, is sent as %s', (raw, zone, utc) => {
	expect(start.parse(raw, { timezone: zone })).toEqual(ok(utc));
});

// An ambiguous time means the earlier of the two.
test.each([
	['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
	['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
	['2026-11-01T02:00', 'America/New_York', '2026-11-01T07:00:00Z'],
	['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
])('a time of %s in %s, on a day when the clocks go back, is sent as %s', (raw, zone, utc) => {
	expect(start.parse(raw, { timezone: zone })).toEqual(ok(utc));
});

test('a time can be a JavaScript date or a Luxon object', () => {
	expect(start.parse(new Date('2026-03-29T14:30:00Z'), { timezone: 'Asia/Tokyo' })).toEqual(
		ok('2026-03-29T14:30:00Z'),
	);
	expect(start.parse(luxon('2026-03-29T14:30:00.000+02:00'), { timezone: 'Asia/Tokyo' })).toEqual(
		ok('2026-03-29T12:30:00Z'),
	);
});

test.each(['', '  ', null, undefined])('a time or date of %p counts as empty', (raw) => {
	expect(start.parse(raw)).toEqual(ok(undefined));
	expect(day.parse(raw)).toEqual(ok(undefined));
});

test.each([
	['2026-03-29', '2026-03-29'],
	[' 2024-02-29 ', '2024-02-29'],
	['2026-03-29T23:30:00-08:00', '2026-03-29'],
	['2026-03-29 23:30', '2026-03-29'],
	[luxon('2026-03-29T00:30:00.000+02:00'), '2026-03-29'],
])('a date of %p is sent as %s without converting its time zone', (raw, named) => {
	expect(day.parse(raw, { timezone: 'America/New_York' })).toEqual(ok(named));
});

test.each([
	['America/New_York', '2026-03-28'],
	['UTC', '2026-03-29'],
	['Pacific/Kiritimati', '2026-03-29'],
])('a JavaScript date, which has no time zone, becomes the day in %s', (zone, named) => {
	expect(day.parse(new Date('2026-03-29T02:00:00Z'), { timezone: zone })).toEqual(ok(named));
});

describe.each([
	['a date such as 2026-03-29', day],
	['a date and time such as 2026-03-29T14:30', start],
])('a field for %s rejects other values', (what, field) => {
	test.each([
		'tomorrow',
		'29.03.2026',
		'2026',
		'2026-03',
		'2026-3-29',
		'2026-03-29 2:30 PM',
		'2026-03-29T14:30 CET',
		'2026-02-30',
		'2026-02-30T12:00:00Z',
		'2026-13-01',
		'2026-00-10',
		'2026-03-00',
		1774787400000,
	])('a field rejects %p', (raw) => {
		const faults = [
			{ label: field.property.displayName, text: `must be ${what} (found ${JSON.stringify(raw)})` },
		];
		expect(field.parse(raw, { timezone: 'Europe/Berlin' })).toEqual(withFaults(faults));
	});

	test.each([new Date(NaN), luxon(null)])('a field rejects the invalid date object %p', (raw) => {
		expect(field.parse(raw)).toEqual(
			withFaults([expect.objectContaining({ text: `must be ${what} (found null)` })]),
		);
	});

	test.each([{ day: '2026-03-29' }, ['2026-03-29']])('a field rejects %j as no text', (raw) => {
		expect(field.parse(raw)).toEqual(
			withFaults([expect.objectContaining({ text: expect.stringContaining('must be text') })]),
		);
	});
});

test.each(['2026-03-29T25:00', '2026-03-29T24:30', '2026-03-29T14:60', '2026-03-29T14:30+99:99'])(
	'a date and time of %s is rejected for its time of day',
	(raw) => {
		expect(start.parse(raw)).toHaveProperty('faults');
	},
);

test.each([{ toISO: true }, { toISO: 'now' }])(
	'an object that only has a toISO property (%j) is rejected',
	(raw) => {
		expect(start.parse(raw)).toEqual(
			withFaults([{ label: 'Start', text: expect.stringContaining('must be text') }]),
		);
	},
);

test('a workflow with the time zone DEFAULT uses the time zone of n8n', () => {
	expect(start.parse('2026-03-29T14:30', { timezone: 'DEFAULT' })).toEqual(
		start.parse('2026-03-29T14:30', {
			timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
		}),
	);
});
