import type { ChildProcess, ForkOptions } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The arguments with which Node runs TypeScript. */
const LOADER = ['--import', pathToFileURL(require.resolve('tsx')).href];

/** Runs a file, relative to this folder, in its own process, which responds to each message with one message. */
export class Child<Question extends object | string, Answer> {
	private readonly child: ChildProcess;

	constructor(file: string, { args = [], execArgv = [], ...options }: ChildOptions = {}) {
		const script = path.join(__dirname, file);
		this.child = fork(script, args, { ...options, execArgv: [...execArgv, ...LOADER] });
	}

	/** @throws Error if the process ends without responding */
	async ask(question: Question): Promise<Answer> {
		const answer = this.next();
		this.child.send(question);
		return answer;
	}

	/** The next message of the process. */
	async next(): Promise<Answer> {
		const settled = new AbortController();
		const { signal } = settled;
		const ended = once(this.child, 'exit', { signal }).then(() => {
			throw new Error('A process of the benchmark ended too early');
		});
		const said = once(this.child, 'message', { signal }) as Promise<[Answer]>;
		try {
			const [answer] = await Promise.race([said, ended]);
			return answer;
		} finally {
			// Otherwise, the promise that loses the race would become an unhandled rejection.
			Promise.allSettled([said, ended]).catch(() => undefined);
			settled.abort();
		}
	}

	async close(): Promise<void> {
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		this.child.kill();
		await once(this.child, 'exit');
	}
}

interface ChildOptions extends Pick<ForkOptions, 'env' | 'execArgv' | 'execPath'> {
	readonly args?: readonly string[];
}
