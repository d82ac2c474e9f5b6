import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * The first of these programs that exists.
 *
 * @param folders the folders to search. Default: those of the PATH
 */
export function findProgram(
	names: readonly string[],
	folders: readonly string[] = (process.env.PATH ?? '').split(path.delimiter),
): string | undefined {
	return folders
		.flatMap((folder) => names.map((name) => path.join(folder, name)))
		.find(isExecutable);
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** Installs packages. @returns whether apt was available and succeeded */
export function installWithApt(packages: readonly string[], log: Log): boolean {
	return mayUseApt(packages, log) && apt('install', ...OPTIONS, ...packages);
}

/**
 * Unpacks packages and their missing dependencies into a folder. The system stays unchanged: no package is
 * installed, and no service is set up or started.
 *
 * @param folder is deleted first
 * @returns whether apt was available and succeeded
 */
export function unpackWithApt(folder: string, packages: readonly string[], log: Log): boolean {
	if (!mayUseApt(packages, log)) return false;
	const archives = path.join(folder, 'archives');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(path.join(archives, 'partial'), { recursive: true });
	const where = ['-o', `Dir::Cache::archives=${archives}`];
	if (!apt('install', '--download-only', ...where, ...OPTIONS, ...packages)) return false;
	return readdirSync(archives)
		.filter((file) => file.endsWith('.deb'))
		.every((file) => succeeds('dpkg-deb', '-x', path.join(archives, file), folder));
}

type Log = (line: string) => void;

const OPTIONS = ['-y', '--no-install-recommends'];

function mayUseApt(packages: readonly string[], log: Log): boolean {
	if (process.getuid?.() !== 0 || !apt('--version')) return false;
	log(`Getting ${packages.join(' and ')} with apt …`);
	return apt('update');
}

function apt(...args: readonly string[]): boolean {
	return succeeds('apt-get', '-qq', ...args);
}

function succeeds(program: string, ...args: readonly string[]): boolean {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return spawnSync(program, args, { env, stdio: 'ignore' }).status === 0;
}
