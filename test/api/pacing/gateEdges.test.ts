import { NOTHING, REFUSED, TAKEN, openGate, settled, told } from '../../support/time/gateByHand';

const MINUTE = 60_000;

/** A gate that a refusal has closed for a second after 50 requests, and the one that then goes first. */
async function probing() {
	const opened = openGate();
	const { clock, gate, enter } = opened;
	for (let sent = 0; sent < 50; sent += 1) gate.leave((await enter()).ticket, TAKEN);
	gate.leave((await enter()).ticket, told({ waitMs: 1_000 }, true));
	const { ticket: probe } = await clock.runUntil(enter());
	return { ...opened, probe };
}

test('no answer to the one that goes first: one other goes in its place, and nobody else', async () => {
	const { gate, enterAll, probe, clock } = await probing();
	const left = await enterAll(3);
	expect(left).toHaveLength(0);

	gate.leave(probe, NOTHING);
	await settled();
	expect(left).toHaveLength(1);

	for (const ticket of left) gate.leave(ticket, TAKEN);
	await settled();
	expect(left).toHaveLength(3);
	expect(clock.now()).toBe(1_000);
});

test('no answer to the one that goes first, and nobody waits: the next to come goes first', async () => {
	const { gate, enterAll, probe } = await probing();

	gate.leave(probe, NOTHING);

	expect(await enterAll(5)).toHaveLength(1);
});

test('requests without an answer do not let more leave at a time', async () => {
	const { gate, enterAll, probe } = await probing();
	gate.leave(probe, TAKEN);
	const left = await enterAll(20);
	const lanes = left.length;

	for (const ticket of [...left]) gate.leave(ticket, NOTHING);
	await settled();
	expect(left).toHaveLength(2 * lanes);

	for (const ticket of left.slice(lanes)) gate.leave(ticket, TAKEN);
	await settled();
	expect(left).toHaveLength(4 * lanes);
});

test('a refusal that comes late does not let a second one go first', async () => {
	const { clock, gate, enter, enterAll, closed } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));
	await clock.runUntil(enter());

	gate.leave(late.ticket, told({ waitMs: 5_000 }, true));

	expect(await enterAll(2)).toHaveLength(0);
	expect(closed).toEqual([1_000]);
});

test('of two refusals the one that says to wait longer counts', async () => {
	const { clock, gate, enter } = openGate();
	const [first, second] = [await enter(), await enter()];

	gate.leave(first.ticket, told({ waitMs: 10_000 }, true));
	gate.leave(second.ticket, told({ waitMs: 1_000 }, true));

	expect((await clock.runUntil(enter())).at).toBe(10_000);
});

test('who waits for ten minutes in all, but not at a stretch, is not turned away', async () => {
	const { clock, gate, enter } = openGate();

	for (let round = 0; round < 3; round += 1) {
		const { ticket } = await clock.runUntil(enter());
		gate.leave(ticket, TAKEN);
		gate.leave((await enter()).ticket, told({ waitMs: 6 * MINUTE }, true));
	}

	expect((await clock.runUntil(enter())).at).toBe(18 * MINUTE);
});

test('what is left is not known: one still leaves if none is under way', async () => {
	const { gate, enterAll } = openGate();
	const [first, second] = await enterAll(2);
	if (!first || !second) throw new Error('held');

	gate.leave(first, told({ remaining: 1, waitMs: MINUTE }));
	expect(await enterAll(0)).toHaveLength(0);
	gate.leave(second, NOTHING);

	expect(await enterAll(3)).toHaveLength(1);
});

test('what was left in the last window does not count in the next', async () => {
	const { clock, gate, enter, enterAll } = openGate();
	gate.leave((await enter()).ticket, told({ remaining: 0, waitMs: 1_000 }));

	const { ticket: probe } = await clock.runUntil(enter());
	gate.leave(probe, TAKEN);

	expect(await enterAll(20)).toHaveLength(2);
});

test('the first answer of a window says how many are left: so many leave at once', async () => {
	const { gate, enterAll, probe } = await probing();

	gate.leave(probe, told({ remaining: 9, waitMs: MINUTE }));

	expect(await enterAll(20)).toHaveLength(9);
});

test('while requests are refused, a late answer that none is left changes nothing', async () => {
	const { clock, gate, enter } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));

	gate.leave(late.ticket, told({ remaining: 0, waitMs: MINUTE }));

	expect((await clock.runUntil(enter())).at).toBe(1_000);
});

test('no request is left, and it is not said until when: one tries after a moment', async () => {
	const { clock, gate, enter, enterAll } = openGate();

	gate.leave((await enter()).ticket, told({ remaining: 0 }));

	const next = enter();
	expect(await enterAll(3)).toHaveLength(0);
	expect((await clock.runUntil(next)).at).toBe(150);
});

test('an answer from before the last opening says nothing about what is left', async () => {
	const { clock, gate, enter } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));
	gate.leave((await clock.runUntil(enter())).ticket, TAKEN);

	gate.leave(late.ticket, told({ remaining: 0, waitMs: MINUTE }));

	expect((await enter()).at).toBe(1_000);
});

test.each([
	[0, 135],
	[1, 165],
])(
	'executions that were refused at the same moment do not try at the same moment (%d)',
	async (random, at) => {
		const { clock, gate, enter } = openGate(undefined, random);

		gate.leave((await enter()).ticket, REFUSED);

		expect((await clock.runUntil(enter())).at).toBeCloseTo(at);
	},
);
