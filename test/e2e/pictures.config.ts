import path from 'node:path';

import { defineConfig } from '@playwright/test';

import type { Options } from './support/fixtures';
import browserTest, { EXAMPLES } from './playwright.config';

/** `npm run e2e -- pictures`: runs the browser test and saves its screenshots for the README. */
export default defineConfig<Options>(browserTest, {
	projects: [
		{ name: 'package', testIgnore: `${EXAMPLES}/**` },
		{ name: 'examples', testIgnore: [] },
	],
	use: { pictures: path.join(__dirname, '../../docs/pictures') },
});
