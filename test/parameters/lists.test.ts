import { choices, idChoice, idList, texts } from '../../nodes/Talkover/parameters/lists';

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

describe.each([ids, tags, days])('$property.displayName', (field) => {
	test.each(['', '  ', null, undefined, [], ',', ' , ', '[]'])('%j is none', (raw) => {
		expect(field.parse(raw)).toEqual({ value: undefined });
	});

	test.each([
		['a choice', ['1', '2']],
		['text with commas', ' 1, 2 '],
		['a list as JSON', '["1", "2"]'],
		['numbers as JSON', '[1,2]'],
		['numbers', [1, 2]],
	])('%s is a list of texts', (_form, raw) => {
		expect(field.parse(raw)).toEqual({ value: ['1', '2'] });
	});

	test('a number alone is a list of one', () => {
		expect(field.parse(1)).toEqual({ value: ['1'] });
	});

	test.each([
		[{ id: '1' }, /^must be a list of (entries|IDs), or (entries|IDs) separated by commas$/],
		[true, /^must be a list of/],
		[[{ id: '1' }], /^must be text \(it is \{"id":"1"\}\)$/],
		['[1, 2', /^is not valid JSON: /],
	])('%j is refused', (raw, text) => {
		const label = field.property.displayName;

		expect(field.parse(raw)).toEqual({ faults: [{ label, text: expect.stringMatching(text) }] });
	});
});

test('an ID given twice is sent once, and a text as often as it was given', () => {
	expect(ids.parse('a,b,a')).toEqual({ value: ['a', 'b'] });
	expect(days.parse(['2', '1', '2'])).toEqual({ value: ['2', '1'] });
	expect(tags.parse('a,b,a')).toEqual({ value: ['a', 'b', 'a'] });
});

test('texts keep what is inside them', () => {
	expect(tags.parse(['a, b', ' c ', ''])).toEqual({ value: ['a, b', 'c'] });
});

test('what is no choice is named, with those that are', () => {
	expect(days.parse('1,Sunday')).toEqual({
		faults: [{ label: 'Days', text: 'may hold 1 (Monday), 2 (Tuesday); it has "Sunday"' }],
	});
});

test.each([
	[' cal-1 ', 'cal-1'],
	[7, '7'],
	['', undefined],
	[null, undefined],
])('the one choice %p is %p', (raw, value) => {
	expect(id.parse(raw)).toEqual({ value });
});

test('one choice is not several', () => {
	expect(id.parse(['a'])).toEqual({
		faults: [{ label: 'Calendar', text: 'must be text (it is ["a"])' }],
	});
});

test('the lists are filled by their methods', () => {
	expect(ids.methods).toEqual({ loadOptions: { getThem: load } });
	expect(ids.property.typeOptions).toEqual({ loadOptionsMethod: 'getThem' });
	expect(id.methods).toEqual({ loadOptions: { getThem: load } });
	expect(id.property.typeOptions).toEqual({ loadOptionsMethod: 'getThem' });
});
