import { LearnedWindow } from '../../../nodes/Talkover/api/pacing/learnedWindow';

/** Fills a window with this many requests, gets one rejected, and opens the next window. */
function fill(window: LearnedWindow, requests: number, fullAt: number, opensAt: number): void {
	for (let taken = 0; taken < requests; taken += 1) window.accepted();
	window.probeWait(fullAt);
	window.opened(opensAt);
}

test('the capacity is lowered immediately and raised by half of the difference', () => {
	const window = new LearnedWindow(0);
	expect(window.maxInFlight()).toBe(Infinity);

	fill(window, 20, 100, 1_000);
	expect(window.maxInFlight()).toBe(20);
	fill(window, 40, 1_100, 2_000);
	expect(window.maxInFlight()).toBe(30);
	fill(window, 10, 2_100, 3_000);
	expect(window.maxInFlight()).toBe(10);
});

test('the capacity is forgotten when many more requests succeed than in the last window', () => {
	const window = new LearnedWindow(0);
	fill(window, 20, 100, 1_000);

	for (let taken = 0; taken < 32; taken += 1) window.accepted();
	expect(window.maxInFlight()).toBe(2);
	window.accepted();
	expect(window.maxInFlight()).toBe(Infinity);
});

test('a window that was not full does not change the learned values', () => {
	const window = new LearnedWindow(0);
	fill(window, 20, 100, 1_000);
	for (let taken = 0; taken < 5; taken += 1) window.accepted();

	window.opened(1_500);

	expect(window.maxInFlight()).toBe(15);
});

test('the first probe comes shortly before the last opening time, and the next ones step by step', () => {
	const window = new LearnedWindow(0);
	for (let taken = 0; taken < 100; taken += 1) window.accepted();
	expect(window.probeWait(5_000)).toBe(150);
	expect(window.probeWait(5_150)).toBe(25);
	expect(window.probeWait(7_000)).toBe(280);
	expect(window.probeWait(500_000)).toBe(15_000);
	window.opened(60_000);

	expect(window.probeWait(65_000)).toBe(60_000 + 57_000 - 65_000);
	expect(window.probeWait(117_000)).toBe(1_500);
});

test('a period longer than any rate limit window of Talkover is not learned', () => {
	const window = new LearnedWindow(0);
	fill(window, 20, 100, 90_001);

	expect(window.probeWait(90_100)).toBe(150);
});

/** How long a window waits for the first probe after it has accepted these numbers of requests. */
function probeWaits(batches: readonly number[]): number[] {
	const window = new LearnedWindow(0);
	return batches.map((batch, index) => {
		fill(window, batch, index * 100_000, (index + 1) * 100_000);
		return window.probeWait((index + 1) * 100_000);
	});
}

test.each([
	['grows after small windows while others accept more', [100, 11, 12, 11], [150, 300, 300, 600]],
	['stays short if all windows are small', [10, 10, 10], [150, 150, 150]],
	['shrinks once a window accepts as much as the largest', [11, 5, 5, 11], [150, 300, 600, 420]],
])('the wait for the first probe %s', (_case, batches, waits) => {
	expect(probeWaits(batches)).toEqual(waits);
});

test('the steps between probes are a larger share of the period in small windows', () => {
	const steps = [100, 40, 10, 1].map((batch) => {
		const window = new LearnedWindow(0);
		fill(window, batch, 100, 10_000);
		window.probeWait(19_000);
		return window.probeWait(19_000);
	});

	expect(steps).toEqual([250, 500, 2_000, 3_000]);
});
