import { systemClock } from '../../../nodes/Talkover/api/pacing/clock';

/**
 * Lets every wait of the node pass at once, until the end of the test.
 *
 * @param meanwhile what happens during a wait
 * @returns the milliseconds that have been waited so far
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

/** Like {@link skipWaits}, but waits at the same time take no longer than the longest of them. */
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
