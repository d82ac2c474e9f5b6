import { labelOf } from '../../nodes/Talkover/report/labels';
import { parseShown, required, shownWhen } from '../../nodes/Talkover/parameters/field';
import { collection, optionGroup, rows } from '../../nodes/Talkover/parameters/groups';
import { number, ownChoice, text, toggle } from '../../nodes/Talkover/parameters/scalars';
import { runPool } from '../../nodes/Talkover/run/sending/pool';
import { ok } from '../../nodes/Talkover/base/result';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';

const name = text({ displayName: 'Name', name: 'name', maxLength: 5 });
const mood = ownChoice({
	displayName: 'Mood',
	name: 'mood',
	default: 'calm',
	options: [
		{ name: 'Calm', value: 'calm' },
		{ name: 'Wild', value: 'wild' },
	],
});

test.each([undefined, null, '', ' \n'])('a required field rejects %p as empty', (raw) => {
	expect(name.parse(raw)).toEqual(ok(undefined));
	expect(required(name).parse(raw)).toEqual(
		withFaults([{ label: 'Name', text: 'is required', isMissing: true }]),
	);
});

test.each([
	[' Ana', ' Ana'],
	[0, '0'],
	[false, 'false'],
	['👩🏽👩🏽', '👩🏽👩🏽'],
])('a text field reads %p as %p', (raw, value) => {
	expect(name.parse(raw)).toEqual(ok(value));
});

test.each([
	['👩🏽👩🏽👩🏽', 'must have at most 5 characters (found 6)'],
	['12', 'must have at least 3 characters (found 2)'],
	['12345', undefined],
	['a@!', 'must be letters (found "a@!")'],
	['123456!', 'must have at most 5 characters (found 7)'],
])('a text field checks the length of %p in characters before the pattern', (raw, fault) => {
	const short = text({
		displayName: 'Short',
		name: 'short',
		minLength: 3,
		maxLength: 5,
		pattern: { regex: /^[^!]+$/, text: 'letters' },
	});

	expect(short.parse(raw)).toEqual(
		fault === undefined ? ok(raw) : withFaults([{ label: 'Short', text: fault }]),
	);
});

test.each([{ a: 1 }, ['a']])('a text field rejects %j', (raw) => {
	expect(name.parse(raw)).toEqual(
		withFaults([{ label: 'Name', text: `must be text (found ${JSON.stringify(raw)})` }]),
	);
});

test.each([undefined, 'Calm', 1, null])('a choice of the node rejects %p', (raw) => {
	expect(mood.parse(raw)).toEqual(
		withFaults([
			{ label: 'Mood', text: expect.stringContaining('must be one of calm (Calm), wild') },
		]),
	);
});

test.each([
	['7', 7],
	['', undefined],
])('a number field reads %p as %p', (raw, value) => {
	const age = number({ displayName: 'Age', name: 'age', default: 0, min: 0, max: 9 });
	expect(age.parse(raw)).toEqual(ok(value));
});

test.each([
	['true', true],
	['', undefined],
])('a toggle reads %p as %p', (raw, value) => {
	expect(toggle({ displayName: 'On', name: 'on', default: false }).parse(raw)).toEqual(ok(value));
});

test('a field is read only if the values of earlier fields show it', () => {
	const shown = shownWhen({ mood: ['wild'] }, name);
	const parse = (entered: Record<string, unknown>) =>
		parseShown([mood, shown], (field) => ok(entered[field.name]), { timezone: 'UTC' });

	expect(parse({ mood: 'wild', name: 'Ana' })).toEqual(ok({ mood: 'wild', name: 'Ana' }));
	expect(parse({ mood: 'calm', name: 'Ana' })).toEqual(ok({ mood: 'calm' }));
	expect(parse({ mood: 'sad', name: 'too long' })).toMatchObject({ faults: [{ label: 'Mood' }] });
});

test('the parsed value of an earlier field, not its raw value, decides whether a field is shown', () => {
	const remove = toggle({ displayName: 'Remove', name: 'remove', default: false });
	const kept = shownWhen({ remove: [false] }, name);
	for (const written of [false, 'false', '', undefined, null]) {
		const entered: Record<string, unknown> = { remove: written, name: 'Ana' };
		const parsed = parseShown([remove, kept], (field) => ok(entered[field.name]), {
			timezone: 'UTC',
		});
		expect(parsed).toMatchObject({ value: { name: 'Ana' } });
	}
});

test('options that are not added have their default values', () => {
	const options = optionGroup({ displayName: 'Options', name: 'options', fields: [mood] });
	expect(options.parse(undefined)).toEqual(ok({ mood: 'calm' }));
	expect(options.parse({ mood: '' })).toEqual(ok({ mood: 'calm' }));
	expect(options.parse({ mood: 'wild' })).toEqual(ok({ mood: 'wild' }));
});

const group = collection({ displayName: 'More', name: 'more', fields: [name, mood] });
const list = rows({
	displayName: 'People',
	name: 'people',
	rowKey: 'person',
	rowName: 'Person',
	fields: [
		required(name),
		mood,
		shownWhen({ mood: ['wild'] }, text({ displayName: 'Why', name: 'why' })),
	],
});

test('a collection contains only the known fields that are added', () => {
	expect(group.parse({ name: 'Ana', other: 1 })).toEqual(ok({ name: 'Ana' }));
	expect(group.parse(undefined)).toEqual(ok({}));
	expect(group.parse({ name: '', mood: '' })).toEqual(ok({}));
});

test('a collection reports every invalid field', () => {
	expect(group.parse({ name: 'too long', mood: 'sad' })).toEqual(
		withFaults([
			{ label: 'Name', text: expect.stringContaining('at most 5') },
			{ label: 'Mood', text: expect.stringContaining('must be one of') },
		]),
	);
});

test.each([
	['x', 'More', group],
	[{ person: 'x' }, 'People', list],
])('a group rejects %j as the value of %s', (raw, label, field) => {
	expect(field.parse(raw)).toEqual(
		withFaults([{ label, text: expect.stringContaining('must be a') }]),
	);
});

test('rows have default values and omit hidden fields', () => {
	expect(
		list.parse({
			person: [
				{ name: 'Ana', why: 'hidden' },
				{ name: 'Bo', mood: 'wild', why: 'x' },
			],
		}),
	).toEqual(
		ok([
			{ name: 'Ana', mood: 'calm' },
			{ name: 'Bo', mood: 'wild', why: 'x' },
		]),
	);
	expect(list.parse({})).toEqual(ok([]));
});

test('rows do not use the default for a value that an expression left empty', () => {
	expect(list.parse({ person: [{ name: 'Ana', mood: '' }] })).toEqual(
		withFaults([{ label: 'Person 1, Mood', text: expect.stringContaining('must be one of') }]),
	);
});

test('the number of an invalid row is reported', () => {
	expect(list.parse({ person: [{ name: 'Ana' }, {}, 7] })).toEqual(
		withFaults([
			{ label: 'Person 2, Name', text: 'is required' },
			{ label: 'Person 3', text: 'must be an object with the fields of this parameter (found 7)' },
		]),
	);
});

test('API fields have the labels of the editor', () => {
	expect(labelOf([group], 'mood')).toBe('Mood');
	expect(labelOf([list], 'people.1.name')).toBe('People (entry 2, Name)');
	expect(labelOf([list], 'never_heard_of')).toBe('Never Heard Of');
	expect(labelOf([], '')).toBe('');
	expect(labelOf([], '1.'.repeat(500_000)).length).toBeLessThan(2_000);
});

test('the pool starts tasks in order, respects its limit, and stops starting tasks when one returns false', async () => {
	const started: number[] = [];
	let open = 0;
	let peak = 0;
	await runPool(20, 3, async (index) => {
		started.push(index);
		peak = Math.max(peak, ++open);
		await Promise.resolve();
		open -= 1;
		return index !== 10;
	});

	expect(peak).toBe(3);
	expect(started.slice(0, 11)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	expect(started.length).toBeLessThanOrEqual(13);
});

test('the pool finishes without tasks', async () => {
	await expect(runPool(0, 3, () => Promise.reject(new Error('called')))).resolves.toBeUndefined();
});
