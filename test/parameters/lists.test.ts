import { choices, idChoice, idList, texts } from '../../nodes/Talkover/parameters/lists';
import { ok } from '../../nodes/Talkover/base/result';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';

const load = async () => [];
const ids = idList({ displayName: 'Calendars', name: 'calendarIds', method: 'getThem', load });
const id = idChoice({ displayName: 'Calendar', name: 'calendarId', method: 'getThem', load });
const tags = texts({ displayName: 'Tags', name: 'tags' });
const days = choices({
	displayName: 'Days',
	name: 'days',
	options: [
		{ name: 'Monday', value: '1' },
		{ name: 'Tuesday', value: '2' },
	],
});

describe.each([ids, tags, days])('the list $property.displayName reads its values', (field) => {
	test.each(['', '  ', null, undefined, [], ',', ' , ', '[]'])('%j is an empty list', (raw) => {
		expect(field.parse(raw)).toEqual(ok(undefined));
	});

	test.each([
		['text separated by commas', ' 1, 2 '],
		['a JSON array of texts', '["1", "2"]'],
	])('a list reads %s as texts', (_form, raw) => {
		expect(field.parse(raw)).toEqual(ok(['1', '2']));
	});

	test('a list reads a single number as one text', () => {
		expect(field.parse(1)).toEqual(ok(['1']));
	});

	test.each([
		[{ id: '1' }, /^must be a list of (entries|IDs), or (entries|IDs) separated by commas$/],
		[[{ id: '1' }], /^must be text \(found \{"id":"1"\}\)$/],
		['[1, 2', /^isn't valid JSON: /],
	])('a list rejects %j', (raw, text) => {
		const label = field.property.displayName;

		expect(field.parse(raw)).toEqual(withFaults([{ label, text: expect.stringMatching(text) }]));
	});
});

test('duplicates are removed from lists of IDs and choices, and kept in lists of texts', () => {
	expect(ids.parse('a,b,a')).toEqual(ok(['a', 'b']));
	expect(days.parse(['2', '1', '2'])).toEqual(ok(['2', '1']));
	expect(tags.parse('a,b,a')).toEqual(ok(['a', 'b', 'a']));
});

test('texts in an array are trimmed, but commas in them are preserved', () => {
	expect(tags.parse(['a, b', ' c ', ''])).toEqual(ok(['a, b', 'c']));
});

test('a value that is not among the choices of a list is accepted unchanged', () => {
	expect(days.parse('1, Sunday')).toEqual(ok(['1', 'Sunday']));
});

test.each([
	[' cal-1 ', 'cal-1'],
	['', undefined],
])('a single choice reads %p as %p', (raw, value) => {
	expect(id.parse(raw)).toEqual(ok(value));
});
