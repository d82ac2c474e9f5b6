import type { Fact } from '../../nodes/Talkover/account/book';
import { Book } from '../../nodes/Talkover/account/book';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { VirtualClock } from '../../tools/harness/virtualClock';

const HOUR = 3_600_000;
const MINUTE = 60_000;

let now = 1_700_000_000_000;
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});

const fact = (changes: Partial<Fact> = {}): Fact => ({
	...{ attempt: {}, key: 'key', kind: 'call', is: 'placed', at: now, dueAt: now, execution: '1' },
	...{ ids: new Set(['id']), contact: 'Ana' },
	...changes,
});

test('1,000 tasks at once run in order, one at a time per key', async () => {
	const clock = new VirtualClock();
	const book = new Book();
	const pause = createPause(undefined);
	const running = new Map<string, number>();
	const order: number[] = [];
	const task = async (index: number) => {
		const key = `key ${index % 20}`;
		return book.turn(key, pause, async () => {
			running.set(key, (running.get(key) ?? 0) + 1);
			expect(running.get(key)).toBe(1);
			await clock.sleep(1_000);
			running.set(key, 0);
			order.push(index);
		});
	};

	await clock.runUntil(Promise.all(Array.from({ length: 1_000 }, async (_, index) => task(index))));

	expect(order).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
	expect(book).toEqual(new Book());
});

test('a task whose pause ends does not get its turn, and lets the next one continue', async () => {
	const book = new Book();
	const pause = createPause(undefined);
	let release = (): void => undefined;
	const gate = new Promise<void>((resolve) => {
		release = resolve;
	});
	const first = book.turn('key', createPause(undefined), async () => gate);
	const second = book.turn('key', pause, async () => Promise.resolve('second'));
	const third = book.turn('key', createPause(undefined), async () => Promise.resolve('third'));

	pause.end();
	release();
	await first;

	expect(await second).toBeUndefined();
	expect(await third).toBe('third');
	expect(await book.turn('key', pause, async () => Promise.resolve('late'))).toBeUndefined();
	expect(book).toEqual(new Book());
});

test('the last fact about an attempt holds, and a request that created nothing leaves none', () => {
	const book = new Book();
	const attempt = {};
	const placed = fact({ attempt });
	const other = fact({ key: 'other', ids: new Set(['other']), at: now - 1 });
	book.add(fact({ attempt, is: 'unknown', ids: new Set() }));
	book.add(placed);
	book.add(other);

	expect(book.about({ key: 'key' })).toEqual([placed]);
	expect(book.about({ key: 'none', contact: 'Ana' })).toEqual([other, placed]);
	expect(book.about({ key: 'none', contact: 'Eva' })).toEqual([]);
	expect([book.hasCreated('call', 'id', []), book.hasCreated('agent', 'id', [])]).toEqual([
		'yes',
		'no',
	]);
	expect(book.hasCreated('call', 'id', ['1'])).toBe('no');
	book.add({ ...placed, isFound: true });
	expect(book.hasCreated('call', 'id', [])).toBe('unknown');
	book.forget(attempt);
	expect(book.about({ key: 'key', contact: 'Ana' })).toEqual([other]);
	expect(book.hasCreated('call', 'id', [])).toBe('no');
	const ofNobody = fact({ contact: undefined });
	book.add(ofNobody);
	expect(book.about({ key: 'none' })).toEqual([]);
	for (const each of [other, ofNobody]) book.forget(each.attempt);
	expect(book).toEqual(new Book());
});

test('a fact lives for a day after it takes effect, or for ten minutes if a list has shown it then', () => {
	const book = new Book();
	const delay = 20 * MINUTE;
	const named = (key: string) => ({ key, ids: new Set([key]) });
	book.add(fact({ dueAt: now }));
	book.add(fact(named('shown')));
	book.add(fact({ ...named('later'), dueAt: now + delay }));
	book.add(fact({ ...named('campaign'), inCampaign: true }));
	book.confirm('call', ['shown', 'later', 'campaign', 'unknown']);
	const known = () =>
		['key', 'shown', 'later', 'campaign'].filter((key) => book.about({ key }).length > 0);

	now += 10 * MINUTE - 1;
	expect(known()).toEqual(['key', 'shown', 'later', 'campaign']);
	now += 1;
	expect(known()).toEqual(['key', 'later', 'campaign']);
	now += 24 * HOUR - 10 * MINUTE;
	expect(known()).toEqual(['later']);
	book.confirm('call', ['later']);
	now += delay;
	expect(known()).toEqual([]);
	expect(book.isEmpty).toBe(true);
});

test('at most 10,000 facts are kept, and those that a list has shown are forgotten first', () => {
	const book = new Book();
	const add = (index: number) => {
		book.add(fact({ key: `${index}`, ids: new Set([`${index}`]) }));
	};
	const knows = (index: number) => book.about({ key: `${index}` }).length > 0;
	for (let index = 0; index < 10_000; index += 1) add(index);
	book.confirm('call', ['5000']);

	add(10_000);
	expect([knows(0), knows(5_000)]).toEqual([true, false]);
	add(10_001);
	expect([knows(0), knows(1)]).toEqual([false, true]);
});

test.each<[string, Partial<Fact>]>([
	['of campaigns', { inCampaign: true }],
	['with a delay', { dueAt: now + HOUR }],
])('a call that is being made is remembered beside 10,000 calls %s', (_which, kind) => {
	const book = new Book();
	for (let index = 0; index < 10_000; index += 1) {
		book.add(fact({ key: `${index}`, ids: new Set([`${index}`]), ...kind }));
	}

	book.add(fact({ key: 'made', is: 'unknown', ids: new Set() }));

	expect(book.about({ key: 'made' })).toHaveLength(1);
	expect(book.about({ key: '0' })).toEqual([]);
});

test('what executions have created since a time is known by its kind and ID', () => {
	const book = new Book();
	book.add(fact({ at: now - 5_000 }));
	book.add(fact({ ids: new Set(['new', 'sid']), execution: '2' }));
	book.add(fact({ ids: new Set(['of another']), execution: '3' }));

	expect(book.createdSince(now - 4_999, ['1', '2'])).toEqual([
		['call', 'new'],
		['call', 'sid'],
	]);
	expect(book.createdSince(now - 5_000, ['1'])).toEqual([['call', 'id']]);
});
