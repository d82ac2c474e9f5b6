import { LearnedWindow } from '../../../nodes/Talkover/api/pacing/learnedWindow';

/** A window in which so many requests are taken before one is refused, and which then opens. */
function fill(window: LearnedWindow, requests: number, fullAt: number, opensAt: number): void {
	for (let taken = 0; taken < requests; taken += 1) window.accepted();
	window.probeWait(fullAt);
	window.opened(opensAt);
}

test('how many fit is lowered at once, and raised by half of the difference', () => {
	const window = new LearnedWindow(0);
	expect(window.maxInFlight()).toBe(Infinity);

	fill(window, 20, 100, 1_000);
	expect(window.maxInFlight()).toBe(20);
	fill(window, 40, 1_100, 2_000);
	expect(window.maxInFlight()).toBe(30);
	fill(window, 10, 2_100, 3_000);
	expect(window.maxInFlight()).toBe(10);
});

test('many more are taken than fitted the last time: the limit is another one', () => {
	const window = new LearnedWindow(0);
	fill(window, 20, 100, 1_000);

	for (let taken = 0; taken < 32; taken += 1) window.accepted();
	expect(window.maxInFlight()).toBe(2);
	window.accepted();
	expect(window.maxInFlight()).toBe(Infinity);
});

test('an opening of what was not full teaches nothing', () => {
	const window = new LearnedWindow(0);
	fill(window, 20, 100, 1_000);
	for (let taken = 0; taken < 5; taken += 1) window.accepted();

	window.opened(1_500);

	expect(window.maxInFlight()).toBe(15);
});

test('the first look comes shortly before the moment of last time, the others step by step', () => {
	const window = new LearnedWindow(0);
	expect(window.probeWait(5_000)).toBe(150);
	expect(window.probeWait(5_150)).toBe(25);
	expect(window.probeWait(7_000)).toBe(280);
	expect(window.probeWait(500_000)).toBe(15_000);
	window.opened(60_000);

	expect(window.probeWait(65_000)).toBe(60_000 + 54_000 - 65_000);
	expect(window.probeWait(114_000)).toBe(1_500);
});

test('what took longer than any window of Talkover is not taken for one', () => {
	const window = new LearnedWindow(0);
	fill(window, 20, 100, 90_001);

	expect(window.probeWait(90_100)).toBe(150);
});

test('small helpings: the first look comes later each time', () => {
	const window = new LearnedWindow(0);
	fill(window, 11, 100, 90_001);
	expect(window.probeWait(90_100)).toBe(300);
	window.opened(180_100);

	fill(window, 12, 180_200, 270_200);
	expect(window.probeWait(270_300)).toBe(600);
});
