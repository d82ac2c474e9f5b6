import { Answer } from '../../../nodes/Talkover/trigger/deliveries/answer';
import { SeenDeliveries } from '../../../nodes/Talkover/trigger/deliveries/seen';

const HOUR = 3600 * 1000;
const PER_NODE = 20_000;

/** Adds a delivery, which n8n answers with a status. @returns whether it's a repeat */
function enter(
	seen: SeenDeliveries,
	node: string,
	key: string,
	now: number,
	status = 200,
): boolean {
	const answer = new Answer();
	answer.give(status);
	return seen.enter(node, key, now, answer) !== undefined;
}

test('a delivery is remembered for 24 hours after the first time', () => {
	const seen = new SeenDeliveries();

	expect(enter(seen, 'node', 'a', 0)).toBe(false);
	expect(enter(seen, 'node', 'a', 23 * HOUR)).toBe(true);
	expect(enter(seen, 'node', 'a', 24 * HOUR - 1)).toBe(true);
	expect(enter(seen, 'node', 'a', 24 * HOUR)).toBe(false);
	expect(enter(seen, 'node', 'a', 25 * HOUR)).toBe(true);
});

test('a node remembers 20,000 deliveries and forgets the oldest for each further one', () => {
	const seen = new SeenDeliveries();
	for (let index = 0; index < PER_NODE; index++) enter(seen, 'node', `${index}`, index);

	expect(enter(seen, 'node', '0', PER_NODE)).toBe(true);
	expect(enter(seen, 'node', 'one more', PER_NODE)).toBe(false);
	expect(enter(seen, 'node', '1', PER_NODE)).toBe(true);
	expect(enter(seen, 'node', '0', PER_NODE)).toBe(false);
});

test('the same delivery at another node is not a repeat, and a flood there evicts nothing', () => {
	const seen = new SeenDeliveries();
	enter(seen, 'quiet', '0', 0);
	expect(enter(seen, 'flooded', '0', 0)).toBe(false);
	for (let index = 0; index <= PER_NODE; index++) enter(seen, 'flooded', `${index}`, 1);

	expect(enter(seen, 'quiet', '0', 2)).toBe(true);
	expect(seen.size).toEqual({ nodes: 2, deliveries: PER_NODE + 1 });
});

test('a node that still gets deliveries does not retain an older idle node in memory', () => {
	const seen = new SeenDeliveries();
	enter(seen, 'active', 'a', 0);
	enter(seen, 'quiet', 'b', HOUR);
	enter(seen, 'active', 'c', 23 * HOUR);
	enter(seen, 'active', 'd', 25 * HOUR);

	expect(seen.size).toEqual({ nodes: 1, deliveries: 2 });
});

test('a delivery that n8n answered with an error counts as new, and is remembered once', () => {
	const seen = new SeenDeliveries();
	enter(seen, 'node', 'a', 0, 500);
	enter(seen, 'node', 'b', HOUR);

	expect(enter(seen, 'node', 'a', 2 * HOUR, 400)).toBe(false);
	expect(enter(seen, 'node', 'a', 3 * HOUR, 399)).toBe(false);
	expect(enter(seen, 'node', 'a', 4 * HOUR)).toBe(true);
	expect(seen.size).toEqual({ nodes: 1, deliveries: 2 });
	expect(enter(seen, 'node', 'c', 25 * HOUR)).toBe(false);
	expect(seen.size).toEqual({ nodes: 1, deliveries: 2 });
});

test('no delivery is forgotten when the clock is set back', () => {
	const seen = new SeenDeliveries();
	enter(seen, 'node', 'a', 10 * HOUR);

	expect(enter(seen, 'node', 'a', 0)).toBe(true);
	expect(enter(seen, 'another', 'a', 0)).toBe(false);
	expect(enter(seen, 'node', 'a', 1)).toBe(true);
});
