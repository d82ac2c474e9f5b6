import { systemClock } from '../../../nodes/Talkover/api/pacing/clock';

/**
 * Skips every wait of the node until the end of the test.
 *
 * @param meanwhile runs during a wait
 * @returns the milliseconds that have been skipped so far
 */
export function skipWaits(meanwhile?: () => Promise<void>): () => number {
	let time = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => time);
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
		time += ms;
		await meanwhile?.();
	});
	return () => time;
}

/** Like {@link skipWaits}, but concurrent waits take only as long as the longest of them. */
export function skipWaitsTogether(meanwhile: () => Promise<unknown>): () => number {
	let time = 0;
	jest.spyOn(systemClock, 'now').mockImplementation(() => time);
	jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms) => {
		const end = time + ms;
		await new Promise((resolve) => setImmediate(resolve));
		time = Math.max(time, end);
		await meanwhile();
	});
	return () => time;
}
