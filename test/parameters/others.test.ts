import { parseShown, hiddenWhen, shownWhen } from '../../nodes/Talkover/parameters/field';
import { collection, rows } from '../../nodes/Talkover/parameters/groups';
import { choices } from '../../nodes/Talkover/parameters/lists';
import type { Field } from '../../nodes/Talkover/parameters/field';
import {
	addedTo,
	choiceAndOther,
	choiceOrOther,
	chosenOrEntered,
	otherTexts,
} from '../../nodes/Talkover/parameters/others';
import { choice, text } from '../../nodes/Talkover/parameters/scalars';
import { ok } from '../../nodes/Talkover/base/result';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';

const MOODS = {
	displayName: 'Mood',
	name: 'mood',
	default: 'calm',
	options: [
		{ name: 'Calm', value: 'calm' },
		{ name: 'Wild', value: 'wild' },
	],
} as const;
const EXAMPLE = { ...MOODS, example: 'sleepy' };

const parsed = (fields: readonly Field[], entered: Record<string, unknown>) =>
	parseShown(fields, ({ name, property }) => ok(entered[name] ?? property.default), {
		timezone: 'UTC',
	});

const mood = choice(MOODS);

test.each([
	[' wild ', 'wild'],
	['sleepy', 'sleepy'],
	[7, '7'],
])('a choice reads %j as %j', (raw, value) => {
	expect(mood.parse(raw)).toEqual(ok(value));
});

test.each([[['calm'], 'must be text (found ["calm"])']])('a choice rejects %j', (raw, text) => {
	expect(mood.parse(raw)).toEqual(withFaults([{ label: 'Mood', text }]));
});

test.each(['', null, undefined])('a choice counts %j as missing', (raw) => {
	const fault = { label: 'Mood', text: 'is required', isMissing: true } as const;
	expect(mood.parse(raw)).toEqual(withFaults([fault]));
});

const fields = choiceOrOther(EXAMPLE);
const [main, other] = fields;

test('the entry Other… is in alphabetical order and shows a text field', () => {
	const names = (main.property.options ?? []).map(({ name }) => name);

	expect(names).toEqual(['Calm', 'Other…', 'Wild']);
	expect(other.property).toMatchObject({
		displayName: 'Other Mood',
		name: 'otherMood',
		displayOptions: { show: { mood: ['other'] } },
	});
});

test.each([
	[{}, { mood: 'calm' }],
	[{ mood: 'wild', otherMood: 'unused' }, { mood: 'wild' }],
	[{ mood: 'other', otherMood: ' sleepy ' }, { mood: 'sleepy' }],
])('a choice with the entry Other… reads %j as %j', (entered, value) => {
	expect(parsed(fields, entered)).toEqual(ok(value));
});

test('the text field is required by the node and not by n8n, which would also require it when the choice is an expression', () => {
	expect(parsed(fields, { mood: 'other' })).toEqual(
		withFaults([{ label: 'Other Mood', text: 'is required', isMissing: true }]),
	);
	expect(other.property).not.toHaveProperty('required');
});

test('the entry Other… works in rows', () => {
	const people = rows({
		displayName: 'People',
		name: 'people',
		rowKey: 'person',
		rowName: 'Person',
		fields,
	});

	expect(people.parse({ person: [{ mood: 'other', otherMood: 'sleepy' }, {}] })).toEqual(
		ok([{ mood: 'sleepy' }, { mood: 'calm' }]),
	);
	expect(people.parse({ person: [{ mood: 'other' }] })).toEqual(
		withFaults([{ label: 'Person 1, Other Mood', text: 'is required' }]),
	);
});

test('the entry Other… shows fields that are hidden for listed values, and not those that are shown for listed values', () => {
	const why = hiddenWhen({ mood: ['calm'] }, text({ displayName: 'Why', name: 'why' }));
	const how = shownWhen({ mood: ['wild'] }, text({ displayName: 'How', name: 'how' }));
	const entered = { why: 'a', how: 'b' };
	const read = (mood: string) =>
		parsed([...fields, why, how], { ...entered, mood, otherMood: 'x' });

	expect(read('calm')).toEqual(ok({ mood: 'calm' }));
	expect(read('wild')).toEqual(ok({ mood: 'wild', why: 'a', how: 'b' }));
	expect(read('sleepy')).toEqual(ok({ mood: 'sleepy', why: 'a' }));
	expect(read('other')).toEqual(ok({ mood: 'x', why: 'a' }));
});

test.each([
	[{ otherMood: 'sleepy' }, { mood: 'sleepy' }],
	[{ otherMood: ' sleepy ', mood: 'wild' }, { mood: 'sleepy' }],
	[{ otherMood: ' ', mood: 'wild' }, { mood: 'wild' }],
	[{}, {}],
])('the text field takes precedence in a collection: %j is read as %j', (entered, value) => {
	const group = collection({ displayName: 'More', name: 'more', fields: choiceAndOther(EXAMPLE) });

	expect(group.parse(entered)).toEqual(ok(value));
});

test.each([
	[{ moods: ['wild'] }, { moods: ['wild'] }],
	[{ otherMoods: 'sleepy, wild' }, { moods: ['sleepy', 'wild'] }],
	[{ moods: ['wild'], otherMoods: 'sleepy, wild' }, { moods: ['wild', 'sleepy'] }],
])('values in the text field are added to the selected: %j is read as %j', (entered, value) => {
	const moods = choices({ ...MOODS, default: [], displayName: 'Moods', name: 'moods' });
	const others = otherTexts('otherMoods', { main: 'Moods', example: 'sleepy' });

	expect(parsed([moods, addedTo(moods, others)], entered)).toEqual(ok(value));
});

test('a list and its text field are required together', () => {
	expect(chosenOrEntered('Moods', ['wild'], undefined, ['wild', 'calm'])).toEqual(['wild', 'calm']);
	expect(() => chosenOrEntered('Moods', [], undefined)).toThrow(
		'Moods: is required: select at least one, or enter one in the field below',
	);
});
