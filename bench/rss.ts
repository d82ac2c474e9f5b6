import { Worker } from 'node:worker_threads';

const SAMPLE_EVERY_MS = 5;

/** In a thread of its own, because the main one is busy just when memory is at its highest. */
const SAMPLER = `
	const { workerData } = require('node:worker_threads');
	const peak = new Float64Array(workerData.peak);
	const sample = () => { peak[0] = Math.max(peak[0], process.memoryUsage.rss()); };
	sample();
	setInterval(sample, ${SAMPLE_EVERY_MS});
`;

/** Watches the process's resident memory; gives a function that stops it and tells the peak in bytes. */
export function watchMemory(): () => Promise<number> {
	const peak = new Float64Array(new SharedArrayBuffer(8));
	const sampler = new Worker(SAMPLER, {
		eval: true,
		execArgv: [],
		workerData: { peak: peak.buffer },
	});
	return async () => {
		await sampler.terminate();
		return Math.max(peak[0] ?? 0, process.memoryUsage.rss());
	};
}
