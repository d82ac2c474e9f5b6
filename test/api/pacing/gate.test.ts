import { inspect } from 'node:util';

import { NOTHING, REFUSED, TAKEN, openGate, settled, told } from '../../support/time/gateByHand';

const MINUTE = 60_000;

/** A gate that a 429 closed for one second after 50 requests, and the first probe afterwards. */
async function probing() {
	const opened = openGate();
	const { clock, gate, enter } = opened;
	for (let sent = 0; sent < 50; sent += 1) gate.leave((await enter()).ticket, TAKEN);
	gate.leave((await enter()).ticket, told({ waitMs: 1_000 }, true));
	const { ticket: probe } = await clock.runUntil(enter());
	return { ...opened, probe };
}

test('a 429 holds all requests for its delay, and then a single request goes first', async () => {
	const { clock, gate, enter, closed } = openGate();
	const [first, second] = [await enter(), await enter()];

	gate.leave(first.ticket, told({ waitMs: 7_000 }, true));
	const waiting = [enter(), enter(), enter()];
	const probe = await clock.runUntil(Promise.race(waiting));
	gate.leave(second.ticket, TAKEN);
	let others = 0;
	for (const one of waiting.slice(1)) void one.then(() => (others += 1));
	await settled();

	expect(probe.at).toBe(7_000);
	expect(others).toBe(0);
	gate.leave(probe.ticket, TAKEN);
	await Promise.all(waiting);
	expect(others).toBe(2);
	expect(closed).toEqual([7_000]);
});

test('a response with no remaining requests delays the next request without a 429', async () => {
	const { clock, gate, enter } = openGate();

	gate.leave((await enter()).ticket, told({ remaining: 0, waitMs: 3_000 }));

	expect((await clock.runUntil(enter())).at).toBe(3_000);
});

test('no more requests are sent than remain while responses are pending', async () => {
	const { gate, enter } = openGate();
	const first = await enter();
	const second = await enter();

	gate.leave(first.ticket, told({ remaining: 2, waitMs: 60_000 }));
	await enter();
	let fourth = false;
	const waiting = enter().then(() => (fourth = true));
	await settled();
	expect(fourth).toBe(false);

	gate.leave(second.ticket, told({ remaining: 2, waitMs: 60_000 }));
	await waiting;
	expect(fourth).toBe(true);
});

test('a 429 from before the last reopening does not close the gate again', async () => {
	const { clock, gate, enter } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));
	const probe = await clock.runUntil(enter());
	gate.leave(probe.ticket, TAKEN);

	gate.leave(late.ticket, told({ waitMs: 60_000 }, true));

	expect((await enter()).at).toBe(1_000);
});

test('a request that is rejected after its full wait is not retried immediately', async () => {
	const { clock, gate, enter } = openGate();
	let asked = 0;
	const work = (async () => {
		for (; clock.now() < 60_000; asked += 1) {
			gate.leave((await enter()).ticket, told({ waitMs: 0 }, true));
		}
	})();

	await clock.runUntil(work);

	expect(asked).toBeLessThan(60);
});

test.each([
	['a 429 for ten minutes', REFUSED],
	['a 429 with a delay of one hour', told({ waitMs: 3_600_000 }, true)],
])('waiting requests fail when every request gets %s', async (_name, refusal) => {
	const { clock, gate } = openGate();
	const work = (async () => {
		for (let ticket = await gate.enter(); ticket; ticket = await gate.enter()) {
			gate.leave(ticket, refusal);
		}
	})();

	await clock.runUntil(work);

	expect(clock.now()).toBeLessThanOrEqual(600_000);
	expect(await gate.enter()).toBeUndefined();
});

test('the end of the execution releases all waiting requests immediately', async () => {
	const controller = new AbortController();
	const { gate, enter } = openGate(controller.signal);
	gate.leave((await enter()).ticket, told({ waitMs: 60_000 }, true));
	const waiting = [gate.enter(), gate.enter()];

	controller.abort();

	expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
	expect(await gate.enter()).toBeUndefined();
});

test('a probe without a response is replaced by exactly one waiting request', async () => {
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

test('a probe without a response is replaced by the next request if none are waiting', async () => {
	const { gate, enterAll, probe } = await probing();

	gate.leave(probe, NOTHING);

	expect(await enterAll(5)).toHaveLength(1);
});

test('requests without a response do not raise the concurrency', async () => {
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

test('a late 429 does not let a second probe through', async () => {
	const { clock, gate, enter, enterAll, closed } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));
	await clock.runUntil(enter());

	gate.leave(late.ticket, told({ waitMs: 5_000 }, true));

	expect(await enterAll(2)).toHaveLength(0);
	expect(closed).toEqual([1_000]);
});

test('the longer of two Retry-After delays applies', async () => {
	const { clock, gate, enter } = openGate();
	const [first, second] = [await enter(), await enter()];

	gate.leave(first.ticket, told({ waitMs: 10_000 }, true));
	gate.leave(second.ticket, told({ waitMs: 1_000 }, true));

	expect((await clock.runUntil(enter())).at).toBe(10_000);
});

test('a request that waits more than ten minutes with interruptions does not fail', async () => {
	const { clock, gate, enter } = openGate();

	for (let round = 0; round < 3; round += 1) {
		const { ticket } = await clock.runUntil(enter());
		gate.leave(ticket, TAKEN);
		gate.leave((await enter()).ticket, told({ waitMs: 6 * MINUTE }, true));
	}

	expect((await clock.runUntil(enter())).at).toBe(18 * MINUTE);
});

test('one request is sent if none is in progress and the remaining number is unknown', async () => {
	const { gate, enterAll } = openGate();
	const [first, second] = await enterAll(2);
	if (!first || !second) throw new Error('held');

	gate.leave(first, told({ remaining: 1, waitMs: MINUTE }));
	expect(await enterAll(0)).toHaveLength(0);
	gate.leave(second, NOTHING);

	expect(await enterAll(3)).toHaveLength(1);
});

test('the remaining number of one window does not apply to the next', async () => {
	const { clock, gate, enter, enterAll } = openGate();
	gate.leave((await enter()).ticket, told({ remaining: 0, waitMs: 1_000 }));

	const { ticket: probe } = await clock.runUntil(enter());
	gate.leave(probe, TAKEN);

	expect(await enterAll(20)).toHaveLength(2);
});

test('the first response of a window releases as many requests as remain', async () => {
	const { gate, enterAll, probe } = await probing();

	gate.leave(probe, told({ remaining: 9, waitMs: MINUTE }));

	expect(await enterAll(20)).toHaveLength(9);
});

test('a late response with no remaining requests does not extend the delay of a 429', async () => {
	const { clock, gate, enter } = openGate();
	const [first, late] = [await enter(), await enter()];
	gate.leave(first.ticket, told({ waitMs: 1_000 }, true));

	gate.leave(late.ticket, told({ remaining: 0, waitMs: MINUTE }));

	expect((await clock.runUntil(enter())).at).toBe(1_000);
});

test('one request is sent after a short delay if none remain and the reset time is unknown', async () => {
	const { clock, gate, enter, enterAll } = openGate();

	gate.leave((await enter()).ticket, told({ remaining: 0 }));

	const next = enter();
	expect(await enterAll(3)).toHaveLength(0);
	expect((await clock.runUntil(next)).at).toBe(150);
});

test('a remaining number from before the last reopening is ignored', async () => {
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
	'executions that are rejected at the same time retry at different times (random %d: %d ms)',
	async (random, at) => {
		const { clock, gate, enter } = openGate(undefined, random);

		gate.leave((await enter()).ticket, REFUSED);

		expect((await clock.runUntil(enter())).at).toBeCloseTo(at);
	},
);

test('what is learned about a rate limit takes no more memory with more responses', async () => {
	const { clock, gate } = openGate();
	const respond = async (count: number) => {
		for (let sent = 0; sent < count; sent += 1) {
			const ticket = await clock.runUntil(gate.enter());
			if (!ticket) throw new Error('turned away');
			gate.leave(ticket, told({ remaining: sent % 7, waitMs: sent % 1_000 }, sent % 5 === 0));
		}
		const whole = { depth: Infinity, maxArrayLength: null, maxStringLength: null };
		return inspect(gate, whole).split('\n').length;
	};

	const before = await respond(50);

	expect(await respond(2_000)).toBeLessThanOrEqual(before + 5);
});
