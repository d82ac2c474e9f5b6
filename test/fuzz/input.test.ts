import fc from 'fast-check';

import { encodePath } from '../../nodes/Talkover/api/request';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import { optionValues } from '../../nodes/Talkover/parameters/groups';
import { date, dateTime } from '../../nodes/Talkover/parameters/dates';
import type { Field } from '../../nodes/Talkover/parameters/field';
import { parseShown } from '../../nodes/Talkover/parameters/field';
import type { Invalid } from '../../nodes/Talkover/base/invalidInput';
import type { Result } from '../../nodes/Talkover/base/result';
import { resources } from '../../nodes/Talkover/resources';
import { phone } from '../../nodes/Talkover/shared/phone/phone';
import { timezoneField } from '../../nodes/Talkover/shared/time/timezone';
import { TRIGGER_FIELDS } from '../../nodes/Talkover/trigger/parameters';
import { ANYTHING, fuzz } from '../support/fuzz';
import { ok } from '../../nodes/Talkover/base/result';

/** What was read; undefined if it was rejected, then with messages. */
function accepted<Value>(read: Result<Value, Invalid>): Value | undefined {
	if (read.ok) return read.value;
	expect(read.faults.length).toBeGreaterThan(0);
	for (const { text } of read.faults) expect(text).toMatch(/\w/);
	return undefined;
}

const phoneLike = fc
	.array(
		fc.constantFrom('+', '1', '5', '0', ' ', '-', '(', ')', '.', '/', '..', '?', '\u00a0', 'x'),
	)
	.map((parts) => parts.join(''));

const digits = fc
	.array(fc.constantFrom(...Array.from('0123456789+( )-/.')), { maxLength: 25 })
	.map((parts) => parts.join(''));

const country = fc.constantFrom(undefined, 'DE', 'US', 'BR', 'IT', 'SG', 'constructor');

fuzz(
	'a phone number is E.164 or rejected, and stays the same when it is read again',
	fc.tuple(fc.oneof(phoneLike, digits, ANYTHING), country),
	([entered, code]) => {
		const locale = { timezone: 'UTC', country: code };
		const parsed = phone.parse(entered, locale);
		const number = accepted(parsed);
		if (number === undefined) return;
		expect(number).toMatch(/^\+[1-9]\d{6,14}$/);
		expect(phone.parse(number, locale)).toEqual(parsed);
	},
);

const zone = fc.constantFrom(
	...['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'],
	...['Europe/Berlin', 'DEFAULT', '', 'constructor', '+02:00'],
);
const two = fc.nat({ max: 99 }).map((number) => String(number).padStart(2, '0'));
const timeLike = fc
	.tuple(
		fc.nat({ max: 9999 }).map((year) => String(year).padStart(4, '0')),
		fc.constantFrom('T', ' ', '', 't'),
		fc.array(two, { minLength: 5, maxLength: 5 }),
		fc.constantFrom('', 'Z', '+02:00', '-0330', '.5', '.123456789Z', '+99:99'),
	)
	.map(
		([year, separator, [month = '', day = '', ...time], end]) =>
			`${year}-${month}-${day}${separator}${time.join(':')}${end}`,
	);
const moment = fc.oneof(
	timeLike,
	fc.date({ noInvalidDate: true }).map((point) => point.toISOString()),
	fc.date(),
	ANYTHING,
	ANYTHING.map((iso) => ({ toISO: () => iso })),
);

const aTime = dateTime({ displayName: 'Time', name: 'time' });
const aDay = date({ displayName: 'Day', name: 'day' });

fuzz(
	'a time is one in UTC or rejected, and stays the same when it is read again',
	fc.tuple(moment, zone),
	([entered, timezone]) => {
		const time = accepted(aTime.parse(entered, { timezone }));
		if (time === undefined) return;
		expect(time).toMatch(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/);
		expect(Date.parse(time)).not.toBeNaN();
	},
);

fuzz(
	'a day is one of the calendar or rejected, and stays the same when it is read again',
	fc.tuple(moment, zone),
	([entered, timezone]) => {
		const parsed = aDay.parse(entered, { timezone });
		const day = accepted(parsed);
		if (day === undefined) return;
		expect(new Date(day).toISOString()).toMatch(new RegExp(`^${day}T`));
		expect(aDay.parse(day, { timezone })).toEqual(parsed);
	},
);

const aZone = timezoneField('');

fuzz(
	'a time zone is one that this Node.js knows, or rejected',
	fc.oneof(zone, fc.constantFrom('europe/berlin', 'utc', 'A', 'GMT'), ANYTHING),
	(entered) => {
		const timeZone = accepted(aZone.parse(entered));
		if (timeZone === undefined) return;
		expect(() => new Intl.DateTimeFormat('en-US', { timeZone })).not.toThrow();
	},
);

const operations = resources.flatMap((resource) => resource.operations);
const sending = operations.filter((operation) => 'prepare' in operation);

function withChildren(one: Field): Field[] {
	return [one, ...(one.children ?? []).flatMap(withChildren)];
}

const fields = [
	...new Map(
		[...operations.flatMap(fieldsOf), ...TRIGGER_FIELDS]
			.flatMap(withChildren)
			.map((one) => [one.parse, one]),
	).values(),
];

fuzz(
	'any value of any parameter is read, or rejected with a message',
	fc.tuple(fc.nat({ max: fields.length - 1 }), ANYTHING, zone),
	([index, entered, timezone]) => {
		const parsed = fields[index]?.parse(entered, { timezone });
		if (parsed) accepted(parsed);
	},
);

const UTC = { timezone: 'UTC' } as const;

/** IDs with what has a meaning in URLs. */
const anId = fc.oneof(
	fc.constantFrom('agent-1', 'a?b=c', 'a#b', 'a/b', '..', '%2e%2e', 'a%2fb', 'a&b', 'a;b', '@a'),
	fc.constant('a b'),
	fc.string(),
);

/** Values of all kinds that parameters take, so that many of them become requests. */
const plausible: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom('agent-1', 'x', '1', 1, 30, true, 'true', '', undefined, '{}', '{"a":1}'),
	fc.constantFrom('draft', '+12125550123', '2027-01-18T16:00:00Z', 'https://a.example'),
	fc.constantFrom('ana@example.com', {}, [], ['a', 'b'], 'UTC', '09:00'),
	anId,
	anId.map((value) => ({ __rl: true, mode: 'id', value })),
	ANYTHING,
);

fuzz(
	'any values of any operation result in a message or in a request that stays on its route',
	fc.tuple(
		fc.nat({ max: sending.length - 1 }),
		fc.array(plausible, { maxLength: 12 }),
		fc.tuple(fc.nat({ max: 15 }), plausible),
	),
	([index, entered, [nth, value]]) => {
		const operation = sending[index];
		if (!operation) return;
		const values = new Map(operation.fields.map(({ name }, at) => [name, entered[at]]));
		const read = ({ name, property }: Field) => ok(values.get(name) ?? property.default);
		const parsed = parseShown(operation.fields, read, UTC);
		const added = operation.options.slice(nth, nth + 1).map(({ name }) => [name, value] as const);
		const given = optionValues(operation.options, Object.fromEntries(added), UTC);
		const chosen = given.ok ? given.value : {};
		const job = parsed.ok ? operation.prepare(parsed.value, chosen) : parsed;
		const sent = accepted(job);
		if (!sent) return;
		const { path, query = {}, body = {} } = sent.request;
		const url = new URL(`https://example.com/api/v1${encodePath(path)}`);
		expect(url.pathname.split('/')).toHaveLength(3 + path.length);
		expect([url.host, url.search, url.hash]).toEqual(['example.com', '', '']);
		expect(url.pathname.split('/').slice(3).map(decodeURIComponent)).toEqual(
			path.map((segment) => segment.trim()),
		);
		expect(() => JSON.stringify([query, body])).not.toThrow();
	},
);
