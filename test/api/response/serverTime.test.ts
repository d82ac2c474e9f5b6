import { clockOffset, serverTime } from '../../../nodes/Talkover/api/response/serverTime';

const NOON = Date.UTC(2026, 2, 29, 12);

test.each<[string, unknown, number | undefined]>([
	['UTC', '2026-03-29T12:00:00Z', NOON],
	['microseconds', '2026-03-29T12:00:00.000000Z', NOON],
	['an offset', '2026-03-29T14:00:00+02:00', NOON],
	['no zone, which means UTC', '2026-03-29 12:00:00', NOON],
	['no zone and a T', '2026-03-29T12:00:00', NOON],
	['no zone and no seconds', '2026-03-29 12:00', NOON],
	['no zone and milliseconds', '2026-03-29 12:00:00.250', NOON + 250],
	['spaces around it', ' 2026-03-29 12:00:00 ', NOON],
	['seconds', NOON / 1000, NOON],
	['seconds as text', String(NOON / 1000), NOON],
	['milliseconds', NOON, NOON],
	['milliseconds as text', String(NOON), NOON],
	['the largest number of seconds', 1e11 - 1, (1e11 - 1) * 1000],
	['the smallest number of milliseconds', 1e11, 1e11],
	['zero', 0, undefined],
	['a negative number', -NOON, undefined],
	['infinity', Infinity, undefined],
	['a year as a number, which is seconds', 2026, 2_026_000],
	['a word', 'yesterday', undefined],
	['an empty text', '', undefined],
	['nothing', undefined, undefined],
	['null', null, undefined],
	['an object', { date: NOON }, undefined],
	['true', true, undefined],
])('a time with %s is read', (_what, value, time) => {
	expect(serverTime(value)).toBe(time);
});

test.each<[string, unknown, number | undefined]>([
	['is the same', 'Sun, 29 Mar 2026 12:00:00 GMT', 500],
	['is a minute ahead', 'Sun, 29 Mar 2026 12:01:00 GMT', 60_500],
	['is a minute behind', 'Sun, 29 Mar 2026 11:59:00 GMT', -59_500],
	['is unknown, because there is no header', undefined, undefined],
	['is unknown, because the header is unreadable', 'noon', undefined],
	['is unknown, because there are two headers', ['Sun, 29 Mar 2026 12:00:00 GMT'], undefined],
])("the server's clock %s", (_what, date, offset) => {
	expect(clockOffset({ date }, NOON)).toBe(offset);
});
