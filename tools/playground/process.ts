import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

export interface ProcessOptions {
	readonly env: NodeJS.ProcessEnv;
	/** Receives everything the process prints. */
	readonly logFile: string;
	/** The user to run it as. Default: the current user */
	readonly uid?: number;
	readonly gid?: number;
	/** The signal that asks it to end. Default: SIGTERM */
	readonly stopSignal?: NodeJS.Signals;
}

/** How long a process may take to end after the signal. */
const STOP_TIMEOUT_MS = 10_000;

/** A process that is started by this one and doesn't outlive it. */
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
		// `ended` reports it.
		this.child.once('error', () => undefined);
	}

	/** Undefined if it couldn't be started. */
	get pid(): number | undefined {
		return this.child.pid;
	}

	/** How it ended, such as "code 1"; undefined while it runs. */
	get ended(): string | undefined {
		const { pid, exitCode, signalCode } = this.child;
		if (pid === undefined) return "it couldn't be started";
		if (signalCode !== null) return signalCode;
		return exitCode === null ? undefined : `code ${exitCode}`;
	}

	/** Asks it to end, and kills it if that takes too long. */
	async stop(): Promise<void> {
		const killer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
		await this.end(this.stopSignal);
		clearTimeout(killer);
	}

	/** Kills it immediately, as a crash does. */
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

/** The command with which Linux kills a process when its parent ends, even if the parent is killed. */
function endsWithParent(): readonly string[] {
	if (!prefix) {
		const command = ['setpriv', '--pdeathsig', 'KILL'] as const;
		const [setpriv, ...args] = command;
		prefix = spawnSync(setpriv, [...args, 'true']).status === 0 ? command : [];
	}
	return prefix;
}
