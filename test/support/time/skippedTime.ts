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
