import { findProgram, installWithApt } from '../support/apt';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The system's Chromium; undefined if there is none. */
export function findChromium(): string | undefined {
	return findProgram(NAMES);
}

/**
 * Installs Chromium with apt if it's missing and apt is available.
 *
 * @throws Error that says what to install
 */
export function ensureChromium(log: (line: string) => void): void {
	if (findChromium()) return;
	installWithApt(['chromium'], log);
	if (findChromium()) return;
	throw new Error(
		'The browser test needs Chromium or Google Chrome, found by one of these names on the PATH: ' +
			`${NAMES.join(', ')}. On Debian or Ubuntu: sudo apt-get install chromium`,
	);
}
