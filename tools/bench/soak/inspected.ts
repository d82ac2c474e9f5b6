import { readFileSync } from 'node:fs';

import CDP from 'chrome-remote-interface';

/** Makes n8n listen for a debugger on a free port of this machine. */
export const WITH_DEBUGGER = { NODE_OPTIONS: '--inspect=127.0.0.1:0', N8N_METRICS: 'true' };

/** n8n's process is the first one that writes to its log. */
const LISTENS = /Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)\//;

/** The memory of a running n8n, without what the garbage collector could free. */
export class Inspected {
	private constructor(private readonly client: CDP.Client) {}

	/** @param logFile the output of an n8n that was started with {@link WITH_DEBUGGER} */
	static async connect(logFile: string): Promise<Inspected> {
		const port = LISTENS.exec(readFileSync(logFile, 'utf8'))?.[1];
		if (port === undefined) throw new Error(`n8n doesn't listen for a debugger: see ${logFile}`);
		return new Inspected(await CDP({ host: '127.0.0.1', port: Number(port) }));
	}

	/** Bytes of the heap that are in use after a garbage collection. */
	async liveHeap(): Promise<number> {
		await this.client.HeapProfiler.collectGarbage();
		return (await this.client.Runtime.getHeapUsage()).usedSize;
	}

	async close(): Promise<void> {
		await this.client.close();
	}
}

/**
 * One of n8n's own metrics.
 *
 * @param name without labels, such as `n8n_process_open_fds`
 */
export async function metricOf(url: string, name: string): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	const line = text.split('\n').find((each) => each.startsWith(`${name} `));
	if (line === undefined) throw new Error(`n8n has no metric ${name}`);
	return Number(line.slice(name.length));
}
