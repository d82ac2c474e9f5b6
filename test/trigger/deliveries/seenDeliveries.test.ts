import { SeenDeliveries } from '../../../nodes/Talkover/trigger/deliveries/seen';

const HOUR = 3600 * 1000;
const PER_NODE = 20_000;

/** Adds this many deliveries at the same time. */
function flood(seen: SeenDeliveries, node: string, count: number, now: number): void {
	for (let index = 0; index < count; index++) seen.enter(node, `${index}`, now);
}

test('a delivery is remembered for 24 hours after the first time', () => {
	const seen = new SeenDeliveries();

	expect(seen.enter('node', 'a', 0)).toBe(false);
	expect(seen.enter('node', 'a', 23 * HOUR)).toBe(true);
	expect(seen.enter('node', 'a', 24 * HOUR - 1)).toBe(true);
	expect(seen.enter('node', 'a', 24 * HOUR)).toBe(false);
	expect(seen.enter('node', 'a', 25 * HOUR)).toBe(true);
});

test('a node remembers 20,000 deliveries and forgets the oldest for each further one', () => {
	const seen = new SeenDeliveries();
	for (let index = 0; index < PER_NODE; index++) seen.enter('node', `${index}`, index);

	expect(seen.enter('node', '0', PER_NODE)).toBe(true);
	expect(seen.enter('node', 'one more', PER_NODE)).toBe(false);
	expect(seen.enter('node', '1', PER_NODE)).toBe(true);
	expect(seen.enter('node', '0', PER_NODE)).toBe(false);
});

test('the same delivery at another node is not a repeat, and a flood there evicts nothing', () => {
	const seen = new SeenDeliveries();
	seen.enter('quiet', '0', 0);
	expect(seen.enter('flooded', '0', 0)).toBe(false);
	flood(seen, 'flooded', 3 * PER_NODE, 1);

	expect(seen.enter('quiet', '0', 2)).toBe(true);
	expect(seen.size).toEqual({ nodes: 2, deliveries: PER_NODE + 1 });
});

test('nodes without a delivery for 24 hours are forgotten when another node gets one', () => {
	const seen = new SeenDeliveries();
	flood(seen, 'deactivated', PER_NODE, 0);
	flood(seen, 'deleted', 10, HOUR);
	seen.enter('active', 'b', 2 * HOUR);
	seen.enter('active', 'c', 24 * HOUR);
	expect(seen.size).toEqual({ nodes: 2, deliveries: 12 });
	seen.enter('active', 'd', 25 * HOUR);

	expect(seen.size).toEqual({ nodes: 1, deliveries: 3 });
});

test('a node that still gets deliveries does not retain an older idle node in memory', () => {
	const seen = new SeenDeliveries();
	seen.enter('active', 'a', 0);
	seen.enter('quiet', 'b', HOUR);
	seen.enter('active', 'c', 23 * HOUR);
	seen.enter('active', 'd', 25 * HOUR);

	expect(seen.size).toEqual({ nodes: 1, deliveries: 2 });
});

test('a node with constant deliveries remembers only those of the last 24 hours', () => {
	const seen = new SeenDeliveries();
	for (let hour = 0; hour < 100; hour++) seen.enter('node', `${hour}`, hour * HOUR);

	expect(seen.size).toEqual({ nodes: 1, deliveries: 24 });
});

test('a forgotten delivery counts as new, and its node uses no memory if it was the only one', () => {
	const seen = new SeenDeliveries();
	seen.enter('node', 'a', 0);
	seen.enter('another', 'a', 0);
	for (const [node, key] of [
		['node', 'b'],
		['third', 'a'],
		['node', 'a'],
	] as const)
		seen.forget(node, key);

	expect(seen.size).toEqual({ nodes: 1, deliveries: 1 });
	expect(seen.enter('node', 'a', 1)).toBe(false);
	expect(seen.enter('another', 'a', 1)).toBe(true);
});

test('no delivery is forgotten when the clock is set back', () => {
	const seen = new SeenDeliveries();
	seen.enter('node', 'a', 10 * HOUR);

	expect(seen.enter('node', 'a', 0)).toBe(true);
	expect(seen.enter('another', 'a', 0)).toBe(false);
	expect(seen.enter('node', 'a', 1)).toBe(true);
});
