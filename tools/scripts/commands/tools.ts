import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');

/** A program of a development dependency, or a file of the project, with its arguments. */
export type Step = readonly [program: string, ...args: string[]];

/**
 * Runs steps one after the other, in the project's folder, until one fails.
 *
 * @param env variables of the environment, in addition to those of this process
 * @returns the exit code: that of the step that failed, otherwise 0
 */
export function runSteps(
	steps: readonly Step[],
	env: Readonly<Record<string, string>> = {},
): number {
	for (const [program, ...args] of steps) {
		const { status } = spawnSync(process.execPath, [...commandOf(program), ...args], {
			cwd: ROOT,
			env: { ...process.env, ...env },
			stdio: 'inherit',
		});
		if (status !== 0) return status ?? 1;
	}
	return 0;
}

/** The packages whose program has another name than they have. */
const PACKAGES: Readonly<Record<string, string>> = {
	playwright: '@playwright/test',
	stryker: '@stryker-mutator/core',
	tsc: 'typescript',
};

/** The arguments that make Node run a program: TypeScript through tsx, and packages by their file. */
function commandOf(program: string): string[] {
	if (program.endsWith('.ts')) return [fileOf('tsx'), program];
	return program.endsWith('.mjs') ? [program] : [fileOf(program)];
}

/** The file of a program, because a name in the path would need a shell on Windows. */
function fileOf(program: string): string {
	const folder = path.join(ROOT, 'node_modules', PACKAGES[program] ?? program);
	const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8');
	const { bin } = JSON.parse(manifest) as { bin: string | Readonly<Record<string, string>> };
	const file = typeof bin === 'string' ? bin : bin[program];
	if (file === undefined) throw new Error(`${folder} has no program called ${program}`);
	return path.join(folder, file);
}
