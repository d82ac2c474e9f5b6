import type { ChildProcess, ForkOptions } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Lets a process run TypeScript. */
const LOADER = ['--import', pathToFileURL(require.resolve('tsx')).href];

/** A file of this folder in a process of its own, which answers each message with one. */
export class Child<Question extends object | string, Answer> {
	private readonly child: ChildProcess;

	constructor(file: string, { args = [], execArgv = [], ...options }: ChildOptions = {}) {
		const script = path.join(__dirname, file);
		this.child = fork(script, args, { ...options, execArgv: [...execArgv, ...LOADER] });
	}

	/** @throws Error when the process ends in place of an answer */
	async ask(question: Question): Promise<Answer> {
		const answer = this.next();
		this.child.send(question);
		return answer;
	}

	/** What it says next. */
	async next(): Promise<Answer> {
		const settled = new AbortController();
		const { signal } = settled;
		const ended = once(this.child, 'exit', { signal }).then(() => {
			throw new Error('A process of the benchmark has ended too early');
		});
		const said = once(this.child, 'message', { signal }) as Promise<[Answer]>;
		try {
			const [answer] = await Promise.race([said, ended]);
			return answer;
		} finally {
			// The one that lost would be an unhandled rejection once it is given up.
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
