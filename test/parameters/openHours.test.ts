import { OpenHours } from '../../nodes/Talkover/shared/time/openHours';

const WEEKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [...WEEKDAYS, 6, 7];
const OFFICE = { days: WEEKDAYS, from: 9, to: 20 };

interface Hours {
	readonly days: readonly number[];
	readonly from: number;
	readonly to: number;
}

function stateOf({ days, from, to }: Hours, zones: string, at: string) {
	const hours = new OpenHours({ days: new Set(days), from: from * 60, to: to * 60 });
	const { nextOpen, ...state } = hours.stateAt(zones.split(' '), Date.parse(at)) ?? {};
	return { ...state, nextOpen: nextOpen === undefined ? undefined : iso(nextOpen) };
}

const iso = (time: number) => new Date(time).toISOString().replace(/:00.000Z$/, 'Z');

const NEW_YORK = 'America/New_York';
const SAO_PAULO = 'America/Sao_Paulo';
const NIGHT = { days: [5], from: 20, to: 2 };
/** From 1:30 to 2:30, around the hour that clock changes skip or repeat. */
const AT_TWO = { days: EVERY_DAY, from: 1.5, to: 2.5 };
const ALL_DAY = { days: [6], from: 0, to: 24 };
const BOTH = `${NEW_YORK} America/Los_Angeles`;

// In 2026, January 5 is a Monday. New York changes its clocks on March 8 and on November 1.
// prettier-ignore
test.each<[string, Hours, string, string, boolean, string | undefined]>([
	['on a weekday', OFFICE, NEW_YORK, '2026-01-05T15:00Z', true, '2026-01-05T15:00Z'],
	['at the first minute', OFFICE, NEW_YORK, '2026-01-05T14:00Z', true, '2026-01-05T14:00Z'],
	['before the first minute', OFFICE, NEW_YORK, '2026-01-05T13:59Z', false, '2026-01-05T14:00Z'],
	['at the last minute', OFFICE, NEW_YORK, '2026-01-06T00:59Z', true, '2026-01-06T00:59Z'],
	['at the end', OFFICE, NEW_YORK, '2026-01-06T01:00Z', false, '2026-01-06T14:00Z'],
	['on Friday night', OFFICE, NEW_YORK, '2026-01-10T02:00Z', false, '2026-01-12T14:00Z'],
	['on Sunday', OFFICE, NEW_YORK, '2026-01-11T17:00Z', false, '2026-01-12T14:00Z'],
	['over the start of daylight saving', OFFICE, NEW_YORK, '2026-03-07T17:00Z', false, '2026-03-09T13:00Z'],
	['over the end of daylight saving', OFFICE, NEW_YORK, '2026-10-31T17:00Z', false, '2026-11-02T14:00Z'],
	['in a zone without daylight saving', OFFICE, SAO_PAULO, '2026-07-05T17:00Z', false, '2026-07-06T12:00Z'],
	['in a zone half an hour off', OFFICE, 'Asia/Kolkata', '2026-01-05T03:29Z', false, '2026-01-05T03:30Z'],
	['before midnight of an overnight range', NIGHT, 'UTC', '2026-01-09T23:00Z', true, '2026-01-09T23:00Z'],
	['after midnight of an overnight range', NIGHT, 'UTC', '2026-01-10T01:59Z', true, '2026-01-10T01:59Z'],
	['at the end of an overnight range', NIGHT, 'UTC', '2026-01-10T02:00Z', false, '2026-01-16T20:00Z'],
	['after midnight of a day without range', NIGHT, 'UTC', '2026-01-09T01:00Z', false, '2026-01-09T20:00Z'],
	['in the last minute of a whole day', ALL_DAY, 'UTC', '2026-01-10T23:59Z', true, '2026-01-10T23:59Z'],
	['after a whole day', ALL_DAY, 'UTC', '2026-01-11T00:00Z', false, '2026-01-17T00:00Z'],
	// 2:00 becomes 3:00, so the range has half an hour.
	['in the skipped hour', AT_TWO, NEW_YORK, '2026-03-08T07:00Z', false, '2026-03-09T05:30Z'],
	['in a start that is skipped', { ...AT_TWO, from: 2.25, to: 4 }, NEW_YORK, '2026-03-08T06:59Z', false, '2026-03-08T07:15Z'],
	// 2:00 becomes 1:00, so 1:30 comes twice.
	['between two repeated starts', AT_TWO, NEW_YORK, '2026-11-01T06:10Z', false, '2026-11-01T06:30Z'],
	['in one of two zones', OFFICE, BOTH, '2026-01-05T15:00Z', false, '2026-01-05T17:00Z'],
	['in both zones', OFFICE, BOTH, '2026-01-05T17:00Z', true, '2026-01-05T17:00Z'],
	['in the other of two zones', OFFICE, BOTH, '2026-01-06T02:00Z', false, '2026-01-06T17:00Z'],
	['a whole day from nine to nine', { ...OFFICE, to: 9 }, 'UTC', '2026-01-06T03:00Z', true, '2026-01-06T03:00Z'],
	['in the morning far west of Greenwich', OFFICE, 'America/Los_Angeles', '2026-01-05T16:30Z', false, '2026-01-05T17:00Z'],
	['in zones that are never open together', OFFICE, 'Pacific/Honolulu Asia/Tokyo Europe/Berlin', '2026-01-05T15:00Z', false, undefined],
])('%s, hours are told with the next time they open', (_when, hours, zones, at, open, nextOpen) => {
	expect(stateOf(hours, zones, at)).toMatchObject({ open, nextOpen });
});

test('with a zone that is not known among others, nobody can tell', () => {
	expect(stateOf(OFFICE, `${NEW_YORK} Mars/Base`, '2026-01-05T15:00Z')).toEqual({});
	expect(stateOf(OFFICE, 'Mars/Base', '2026-01-05T15:00Z')).toEqual({});
});

test('the local time has the offset of its zone', () => {
	expect(stateOf(OFFICE, 'Asia/Kolkata', '2026-01-05T15:00Z').localTime).toBe(
		'2026-01-05T20:30+05:30',
	);
	expect(stateOf(OFFICE, 'UTC', '2026-01-05T15:00Z').localTime).toBe('2026-01-05T15:00+00:00');
});

test('the state names the zone that decides, and its local time', () => {
	expect(stateOf(OFFICE, BOTH, '2026-01-05T15:00:42Z')).toMatchObject({
		zone: 'America/Los_Angeles',
		localTime: '2026-01-05T07:00-08:00',
	});
	expect(stateOf(OFFICE, BOTH, '2026-01-05T18:00Z')).toMatchObject({ zone: NEW_YORK });
});
