import { defineConfig } from '@playwright/test';

import { inRealN8n } from '../support/realN8n/playwright';
import { findPrograms } from './programs';

/** `npm run e2e -- queue`: the package in n8n's queue mode. Without Redis or PostgreSQL, there are no tests. */
export default defineConfig({
	...inRealN8n('queue'),
	// Six processes share the machine.
	timeout: 900_000,
	expect: { timeout: 120_000 },
	testDir: __dirname,
	testIgnore: findPrograms() ? [] : ['**'],
});
