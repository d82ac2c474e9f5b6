import path from 'node:path';

import type { PlaywrightTestConfig } from '@playwright/test';

/** The folder for reports and the files of failed tests. */
export const RESULTS = path.join(__dirname, '../../../test-results');

/**
 * The common configuration of all tests in a real n8n.
 *
 * @param name the name of the report in `test-results`
 * @param outputDir the folder for the files of failed tests; emptied first
 */
export function inRealN8n(
	name: string,
	outputDir = path.join(RESULTS, name),
): PlaywrightTestConfig {
	return {
		outputDir,
		// All tests share one n8n.
		workers: 1,
		fullyParallel: false,
		forbidOnly: true,
		retries: 0,
		// The time limits only stop a test that hangs: on a busy machine, the editor takes a minute to open.
		timeout: 300_000,
		expect: { timeout: 60_000 },
		reporter: [['list'], ['json', { outputFile: path.join(RESULTS, `${name}.json`) }]],
	};
}
