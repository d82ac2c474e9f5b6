import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const SAMPLE_EVERY_MS = 5;

/** In a thread of its own, because the main one is busy just when memory is at its highest. */
const SAMPLER = `
	const { parentPort, workerData } = require('node:worker_threads');
	const peak = new Float64Array(workerData.peak);
	const sample = () => { peak[0] = Math.max(peak[0], process.memoryUsage.rss()); };
	setInterval(sample, ${SAMPLE_EVERY_MS});
	parentPort.postMessage('ready');
`;

export interface MemoryWatch {
	/** Resident memory of the process in bytes, when the watch began. */
	readonly idleBytes: number;
	/** Ends the watch; the highest since it began, in bytes. */
	readonly stop: () => Promise<number>;
}

/** Collects what is garbage, and then watches the resident memory of the process. */
export async function watchMemory(): Promise<MemoryWatch> {
	const peak = new Float64Array(new SharedArrayBuffer(8));
	const workerData = { peak: peak.buffer };
	const sampler = new Worker(SAMPLER, { eval: true, execArgv: [], workerData });
	// Its start would otherwise be counted as work of the node.
	await once(sampler, 'message');
	globalThis.gc?.();
	const idleBytes = process.memoryUsage.rss();
	peak[0] = idleBytes;
	return {
		idleBytes,
		stop: async () => {
			await sampler.terminate();
			return Math.max(peak[0] ?? 0, process.memoryUsage.rss());
		},
	};
}
