import { clockOffset } from '../../../nodes/Talkover/api/response/clockOffset';

const NOON = Date.UTC(2026, 2, 29, 12);

test.each<[string, unknown, number | undefined]>([
	['is the same', 'Sun, 29 Mar 2026 12:00:00 GMT', 500],
	['is a minute ahead', 'Sun, 29 Mar 2026 12:01:00 GMT', 60_500],
	['is a minute behind', 'Sun, 29 Mar 2026 11:59:00 GMT', -59_500],
	['is unknown, because there is no header', undefined, undefined],
	['is unknown, because the header is unreadable', 'noon', undefined],
	['is unknown, because the header has a year only', '2030', undefined],
	['is unknown, because the header has no zone', 'Sun, 29 Mar 2026 12:00:00', undefined],
	['is unknown, because there are two headers', ['Sun, 29 Mar 2026 12:00:00 GMT'], undefined],
])("the server's clock %s", (_what, date, offset) => {
	expect(clockOffset({ date }, NOON)).toBe(offset);
});
