import { asText, jsonObject, quoted } from '../../nodes/Talkover/parameters/scalars';
import { texts } from '../../nodes/Talkover/parameters/lists';
import { ok } from '../../nodes/Talkover/base/result';
import { attemptReading, withFaults } from '../../nodes/Talkover/base/invalidInput';

const LEVELS = 100_000;
const DEEP_JSON = `${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`;
const DEEP = JSON.parse(DEEP_JSON) as unknown;
const ITSELF: Record<string, unknown> = { name: 'loop' };
ITSELF.a = ITSELF.b = ITSELF;

const flow = jsonObject({ displayName: 'Flow', name: 'flow', rows: 1 });

test.each([
	['deep JSON text', DEEP_JSON, 'must not be nested more than 100 levels deep'],
	['an object that contains itself', ITSELF, 'must not contain itself or be nested too deeply'],
	[
		'an object of 101 levels',
		JSON.parse(`${'{"a":'.repeat(101)}1${'}'.repeat(101)}`) as unknown,
		'must not be nested more than 100 levels deep',
	],
])('a JSON parameter rejects %s', (_name, raw, text) => {
	expect(flow.parse(raw)).toEqual(withFaults([{ label: 'Flow', text }]));
});

test('a JSON parameter accepts an object of 99 levels from an expression unchanged', () => {
	const value: unknown = JSON.parse(`${'{"a":'.repeat(99)}1${'}'.repeat(99)}`);

	expect(flow.parse(value)).toEqual(ok(value));
});

test('a list written as JSON rejects deep nesting', () => {
	const list = texts({ displayName: 'Words', name: 'words' });

	expect(list.parse(`[${DEEP_JSON}]`)).toEqual(
		withFaults([{ label: 'Words', text: 'must not be nested more than 100 levels deep' }]),
	);
});

test.each([
	['a deep object', DEEP],
	['an object that contains itself', ITSELF],
])("the message about %s calls it a value that can't be written as JSON", (_name, raw) => {
	expect(quoted(raw)).toBe("a value that can't be written as JSON");
	expect(() => asText(raw)).toThrow("must be text (found a value that can't be written as JSON)");
});

test('a JSON parameter rejects an object that is no object in JSON, such as a date', () => {
	const text =
		'must be a JSON object in braces such as {"name": "Ana"} (found "1970-01-01T00:00:00.000Z")';

	expect(flow.parse(new Date(0))).toEqual(withFaults([{ label: 'Flow', text }]));
	expect(flow.parse({ at: new Date(0) })).toEqual(ok({ at: '1970-01-01T00:00:00.000Z' }));
});

test('a value whose expression throws something without a text is a fault', () => {
	const thrown = { toString: null } as unknown as Error;
	const read = () => {
		throw thrown;
	};

	expect(attemptReading(read)).toEqual(withFaults([{ text: 'Unknown error' }]));
});
