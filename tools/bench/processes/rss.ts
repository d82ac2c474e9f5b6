import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const SAMPLE_EVERY_MS = 5;

/** Runs in its own thread, because the main one is busy exactly when memory peaks. */
const SAMPLER = `
	const { parentPort, workerData } = require('node:worker_threads');
	const peak = new Float64Array(workerData.peak);
	const sample = () => { peak[0] = Math.max(peak[0], process.memoryUsage.rss()); };
	setInterval(sample, ${SAMPLE_EVERY_MS});
	parentPort.postMessage('ready');
`;

export interface MemoryWatch {
	/** Resident memory of the process in bytes, at the start. */
	readonly idleBytes: number;
	/** Stops watching. Returns the peak since the start, in bytes. */
	readonly stop: () => Promise<number>;
}

/** Collects garbage, and then watches the resident memory of the process. */
export async function watchMemory(): Promise<MemoryWatch> {
	const peak = new Float64Array(new SharedArrayBuffer(8));
	const workerData = { peak: peak.buffer };
	const sampler = new Worker(SAMPLER, { eval: true, execArgv: [], workerData });
	// Otherwise, starting the thread would count as work of the node.
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
