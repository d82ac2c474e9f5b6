import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

export interface ProcessOptions {
	readonly env: NodeJS.ProcessEnv;
	/** Gets all that the process prints. */
	readonly logFile: string;
	/** The user that it runs as, if not this one. */
	readonly uid?: number;
	readonly gid?: number;
	/** Asks it to end; SIGTERM by default. */
	readonly stopSignal?: NodeJS.Signals;
}

/** How long a process may take to end once it's asked to. */
const STOP_TIMEOUT_MS = 10_000;

/** A process that this one has started, and that doesn't outlive it. */
export class OwnProcess {
	private readonly child: ChildProcess;
	private readonly stopSignal: NodeJS.Signals;

	constructor(
		program: string,
		args: readonly string[],
		{ logFile, stopSignal = 'SIGTERM', ...options }: ProcessOptions,
	) {
		this.stopSignal = stopSignal;
		const [file = program, ...rest] = [...endsWithParent(), program, ...args];
		const log = openSync(logFile, 'w');
		this.child = spawn(file, rest, { ...options, stdio: ['ignore', log, log] });
		closeSync(log);
		// `ended` tells it.
		this.child.once('error', () => undefined);
	}

	/** How it ended, such as "code 1"; undefined while it runs. */
	get ended(): string | undefined {
		const { pid, exitCode, signalCode } = this.child;
		if (pid === undefined) return 'it could not be started';
		if (signalCode !== null) return signalCode;
		return exitCode === null ? undefined : `code ${exitCode}`;
	}

	/** Asks it to end, and ends it if it takes too long. */
	async stop(): Promise<void> {
		const killer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
		await this.end(this.stopSignal);
		clearTimeout(killer);
	}

	/** Ends it at once, as a crash does. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	private async end(signal: NodeJS.Signals): Promise<void> {
		if (this.ended !== undefined) return;
		const exited = once(this.child, 'exit');
		this.child.kill(signal);
		await exited;
	}
}

let prefix: readonly string[] | undefined;

/** What makes Linux end a process together with the one that started it, even if that is killed. */
function endsWithParent(): readonly string[] {
	if (!prefix) {
		const command = ['setpriv', '--pdeathsig', 'KILL'] as const;
		const [setpriv, ...args] = command;
		prefix = spawnSync(setpriv, [...args, 'true']).status === 0 ? command : [];
	}
	return prefix;
}
