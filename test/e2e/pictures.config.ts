import path from 'node:path';

import { defineConfig } from '@playwright/test';

import type { Options } from './fixtures';
import browserTest from './playwright.config';

/** `npm run pictures`: the browser test, whose pictures go where the README shows them. */
export default defineConfig<Options>(browserTest, {
	use: { pictures: path.join(__dirname, '../../docs/pictures') },
});
