import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The system's Chromium, or undefined where there is none. */
export function findChromium(): string | undefined {
	return (process.env.PATH ?? '')
		.split(path.delimiter)
		.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
		.find(isExecutable);
}

/**
 * Installs Chromium with apt where it is missing and apt may be used.
 *
 * @throws Error that says what to install
 */
export function ensureChromium(log: (line: string) => void): void {
	if (findChromium()) return;
	if (process.getuid?.() === 0 && apt('--version')) {
		log('Installing Chromium with apt …');
		apt('update');
		apt('install', '-y', '--no-install-recommends', 'chromium');
	}
	if (findChromium()) return;
	throw new Error(
		'The browser test needs Chromium or Google Chrome, found by one of these names on the PATH: ' +
			`${NAMES.join(', ')}. On Debian or Ubuntu: sudo apt-get install chromium`,
	);
}

function apt(...args: readonly string[]): boolean {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	return spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore' }).status === 0;
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
