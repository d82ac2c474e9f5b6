import { systemClock } from '../../../nodes/Talkover/api/pacing/clock';

/** What the node's clock shows when waits are skipped, because no time is special for it, not even zero. */
const BEGIN = 1_000_000;

/**
 * Skips every wait of the node until the end of the test.
 *
 * @param meanwhile runs during a wait
 * @returns the milliseconds that have been skipped so far
 */
export function skipWaits(meanwhile?: () => Promise<void>): () => number {
	let time = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => BEGIN + time);
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
		time += ms;
		await meanwhile?.();
	});
	return () => time;
}

/** Like {@link skipWaits}, but concurrent waits take only as long as the longest of them. */
export function skipWaitsTogether(meanwhile: () => Promise<unknown>): () => number {
	let time = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => BEGIN + time);
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
		const end = time + ms;
		await new Promise((resolve) => setImmediate(resolve));
		time = Math.max(time, end);
		await meanwhile();
	});
	return () => time;
}

/** Everything that `jest.useFakeTimers` would replace besides the date. */
const NOT_REPLACED = [
	...(['cancelAnimationFrame', 'cancelIdleCallback', 'clearImmediate', 'clearInterval'] as const),
	...(['clearTimeout', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
	...(['requestAnimationFrame', 'requestIdleCallback', 'setImmediate', 'setInterval'] as const),
	'setTimeout' as const,
];

/** A time that only passes when it's moved, or when the node waits. */
export interface MovedTime {
	/** In milliseconds since 1970. */
	now(): number;
	move(ms: number): void;
	/** The milliseconds that the node has waited. Concurrent waits take only as long as the longest of them. */
	waited(): number;
}

/**
 * The date and the node's waits in all tests of a file show the same time, which stands still until something moves it. A
 * simulator needs `now: () => Date.now()` to show it, too.
 */
export function useMovedTime(start = Date.UTC(2026, 2, 2, 15)): MovedTime {
	let waited = 0;
	const time: MovedTime = {
		now: () => Date.now(),
		move: (ms) => {
			jest.setSystemTime(Math.ceil(Date.now() + ms));
		},
		waited: () => waited,
	};
	beforeEach(() => {
		waited = 0;
		jest.useFakeTimers({ now: start, doNotFake: NOT_REPLACED });
		jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now() - start);
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
			const end = Date.now() + ms;
			await new Promise((resolve) => setImmediate(resolve));
			const left = Math.max(0, end - Date.now());
			waited += left;
			time.move(left);
		});
	});
	afterEach(() => {
		jest.useRealTimers();
	});
	return time;
}

/**
 * Stops the machine's clock until the end of the test.
 *
 * @returns moves it by some milliseconds
 */
export function stopDate(): (ms: number) => void {
	let time = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => time);
	return (ms) => {
		time += ms;
	};
}
