import path from 'node:path';

import { defineConfig } from '@playwright/test';

import { findChromium } from './chromium';
import type { Options } from './fixtures';

/** `npm run test:e2e`: the package in a real n8n, through the editor and n8n's other entry points. */
export default defineConfig<Options>({
	testDir: __dirname,
	outputDir: path.join(__dirname, '../../test-results'),
	// One n8n serves all tests.
	workers: 1,
	fullyParallel: false,
	forbidOnly: true,
	retries: 0,
	// The time limits only end a test that hangs: on a busy machine, the editor takes a minute to open.
	timeout: 300_000,
	expect: { timeout: 60_000 },
	reporter: [
		['list'],
		['json', { outputFile: path.join(__dirname, '../../test-results/e2e.json') }],
	],
	use: {
		testIdAttribute: 'data-test-id',
		viewport: { width: 1280, height: 800 },
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure',
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
