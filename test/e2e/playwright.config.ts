import path from 'node:path';

import { defineConfig } from '@playwright/test';

import { RESULTS, inRealN8n } from '../support/realN8n/playwright';
import { findChromium } from './chromium';
import type { Options } from './support/fixtures';

/** Its whole path, because the project itself may be in a folder with this name. */
export const EXAMPLES = path.join(__dirname, 'examples');

/** `npm run e2e`: the package in a real n8n, through the editor and n8n's other entry points. */
export default defineConfig<Options>({
	...inRealN8n('e2e', RESULTS),
	testDir: __dirname,
	// The tests of examples have an n8n of their own. One after another, so that each n8n starts only once.
	projects: [
		{ name: 'package', testIgnore: [`${EXAMPLES}/**`, '**/pictures.spec.ts'] },
		{ name: 'examples', testDir: EXAMPLES, testIgnore: '**/pictures.spec.ts' },
	],
	use: {
		testIdAttribute: 'data-test-id',
		screenshot: 'only-on-failure',
		// Without a film of the screen, which takes time in every test and only serves those that fail.
		trace: { mode: 'retain-on-failure', screenshots: false },
		actionTimeout: 60_000,
		launchOptions: {
			executablePath: findChromium() ?? 'chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
});
