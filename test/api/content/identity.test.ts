import type { Kind } from '../../../nodes/Talkover/api/content/identity';
import {
	hasId,
	idsOf,
	isSameId,
	sameThing,
	withId,
} from '../../../nodes/Talkover/api/content/identity';

const UUID = '9b2f6c1e-58a4-4c1a-9d0e-2f6a1c7b3e55';

test.each<[string, Kind | undefined, Record<string, unknown>, string[]]>([
	['id', undefined, { id: 'a' }, ['a']],
	['a number', undefined, { id: 7 }, ['7']],
	['a UUID in capitals', undefined, { id: UUID.toUpperCase() }, [UUID]],
	['spaces', undefined, { id: ' a ' }, ['a']],
	['call_id, if there is no other', undefined, { call_id: 'a' }, ['a']],
	['the call of a log, which is another thing', undefined, { id: 'a', call_id: 'b' }, ['a']],
	['external_id of something else', 'call', { id: 'a', external_id: 'b' }, ['a']],
	['the name of the kind', 'agent', { agent_id: 'a', call_id: 'b' }, ['a']],
	['nothing', 'call', { id: null, call_id: '', sid: false, uuid: 0 }, []],
])('the IDs of a thing are read from %s', (_what, kind, thing, ids) => {
	expect([...idsOf(thing, kind)].sort()).toEqual(ids);
	const [first] = Object.values(thing);
	expect(hasId(thing, ids[0], kind)).toBe(ids.length > 0);
	expect(hasId(thing, first === ids[0] ? 'other' : undefined, kind)).toBe(false);
});

test.each<[boolean, Record<string, unknown>, Record<string, unknown>]>([
	[true, { id: 7 }, { id: '7' }],
	[false, { id: 'a', sid: 'CA1' }, { id: 'b', sid: 'CA2' }],
	[false, { id: 'a' }, { id: 'A' }],
	[false, {}, {}],
])('that two things are the same is %p for %p and %p', (same, a, b) => {
	expect(sameThing(a, b, 'call')).toBe(same);
	expect(sameThing(b, a, 'call')).toBe(same);
});

test.each<[Record<string, unknown>, Record<string, unknown>]>([
	[{ call_id: 'a' }, { id: 'a', call_id: 'a' }],
	[
		{ id: null, sid: 's' },
		{ id: 's', sid: 's' },
	],
	[
		{ id: 1, uuid: 'u' },
		{ id: 1, uuid: 'u' },
	],
	[{ to: '+12125550123' }, { to: '+12125550123' }],
])('the output of %p has an id if there is any', (thing, output) => {
	expect(withId(thing)).toEqual(output);
});

test.each<[boolean, unknown, unknown]>([
	[true, 7, '7'],
	[false, undefined, undefined],
	[false, '', ''],
	[false, {}, {}],
])('that two IDs are the same is %p for %p and %p', (same, a, b) => {
	expect(isSameId(a, b)).toBe(same);
});
