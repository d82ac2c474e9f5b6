import path from 'node:path';

import type { PlaywrightTestConfig } from '@playwright/test';

/** Where reports and the files of failed tests go. */
export const RESULTS = path.join(__dirname, '../../../test-results');

/**
 * What all tests in a real n8n have in common.
 *
 * @param name of the report in `test-results`
 * @param outputDir for the files of failed tests; emptied first
 */
export function inRealN8n(
	name: string,
	outputDir = path.join(RESULTS, name),
): PlaywrightTestConfig {
	return {
		outputDir,
		// One n8n serves all tests.
		workers: 1,
		fullyParallel: false,
		forbidOnly: true,
		retries: 0,
		// The time limits only end a test that hangs: on a busy machine, the editor takes a minute to open.
		timeout: 300_000,
		expect: { timeout: 60_000 },
		reporter: [['list'], ['json', { outputFile: path.join(RESULTS, `${name}.json`) }]],
	};
}
