import { existsSync, readFileSync } from 'node:fs';

import type { RunningN8n, StartOptions } from '../../tools/playground/n8n';
import { logFileIn, startN8n } from '../../tools/playground/n8n';

/** One process of n8n: its main process, a worker or a webhook processor. */
export class Instance {
	private running: RunningN8n | undefined;

	/** @param options with its own user folder, which survives a restart */
	constructor(
		readonly name: string,
		private readonly options: StartOptions,
	) {}

	/** Starts it, and resolves once it's ready. */
	async start(): Promise<void> {
		try {
			this.running = await startN8n(this.options);
		} catch (error) {
			throw new Error(`${this.name}: ${String(error)}\n${this.log}`, { cause: error });
		}
	}

	get url(): string {
		return `http://127.0.0.1:${this.options.port}`;
	}

	/** The output since its last start. */
	get log(): string {
		const file = logFileIn(this.options.userFolder);
		return existsSync(file) ? readFileSync(file, 'utf8') : '';
	}

	/** Whether this worker has started an execution since its last start. */
	hasBegun(executionId: string): boolean {
		return this.log.includes(`Worker started execution ${executionId} (`);
	}

	async stop(): Promise<void> {
		await this.running?.stop();
	}

	/** Kills it immediately, as a crash does. */
	async kill(): Promise<void> {
		await this.running?.kill();
	}
}
