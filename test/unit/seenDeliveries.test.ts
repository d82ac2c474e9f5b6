import { SeenDeliveries } from '../../nodes/Talkover/trigger/seen';

const HOUR = 3600 * 1000;

test('what has come is known for 24 hours, counted from the first time', () => {
	const seen = new SeenDeliveries();

	expect(seen.enter('a', 0)).toBe(false);
	expect(seen.enter('a', 23 * HOUR)).toBe(true);
	expect(seen.enter('a', 24 * HOUR - 1)).toBe(true);
	expect(seen.enter('a', 24 * HOUR)).toBe(false);
	expect(seen.enter('a', 25 * HOUR)).toBe(true);
});

test('of 20,000 none is forgotten, and the oldest for one more', () => {
	const seen = new SeenDeliveries();
	for (let index = 0; index < 20_000; index++) seen.enter(`${index}`, index);

	expect(seen.enter('0', 20_000)).toBe(true);
	expect(seen.enter('one more', 20_000)).toBe(false);
	expect(seen.enter('1', 20_000)).toBe(true);
	expect(seen.enter('0', 20_000)).toBe(false);
});

test('memory is given back', () => {
	const seen = new SeenDeliveries();
	for (let index = 0; index < 100_000; index++) seen.enter(`${index}`, 0);
	const { size } = (seen as unknown as { seen: Map<string, number> }).seen;
	expect(size).toBe(20_000);
	seen.enter('a day later', 24 * HOUR);

	expect((seen as unknown as { seen: Map<string, number> }).seen.size).toBe(1);
});

test('what was forgotten is new', () => {
	const seen = new SeenDeliveries();
	seen.enter('a', 0);
	seen.forget('a');

	expect(seen.enter('a', 1)).toBe(false);
});

test('a clock that is set back forgets nothing', () => {
	const seen = new SeenDeliveries();
	seen.enter('a', 10 * HOUR);

	expect(seen.enter('a', 0)).toBe(true);
});
