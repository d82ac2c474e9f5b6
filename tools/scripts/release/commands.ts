import { spawnSync } from 'node:child_process';

import { ReleaseError } from './repository';

/**
 * Runs a program and returns what it printed to standard output.
 *
 * @throws ReleaseError with all that it printed, if it fails
 */
export function run(cwd: string, program: string, ...args: readonly string[]): string {
	const { status, stdout, stderr, error } = spawnSync(program, args, {
		cwd,
		encoding: 'utf8',
		maxBuffer: 1e8,
	});
	if (status === 0) return stdout;
	const said = error?.message ?? `${stdout}${stderr}`.trim();
	throw new ReleaseError(`${[program, ...args].join(' ')} failed:\n${said}`);
}

/** Runs a command of the release; what stops it is printed, without a stack if it's for people. */
export function orExplain(command: () => void): void {
	try {
		command();
	} catch (error) {
		console.error(error instanceof ReleaseError ? `\nNo release: ${error.message}` : error);
		process.exitCode = 1;
	}
}
