import type { BrowserContext } from '@playwright/test';
import { test as base, expect } from '@playwright/test';

import type { World } from '../../../tools/playground/world';
import { changeToken, startWorld } from '../../../tools/playground/world';
import type { Simulator } from '../../../tools/simulator/simulator';
import type { Crm } from './crm';
import { startCrm } from './crm';
import { EditorPage } from './editorPage';

export interface Options {
	/** The folder for the screenshots. Default: none are taken */
	readonly pictures: string | undefined;
}

interface Fixtures {
	readonly simulator: Simulator;
	/** The editor, logged in. */
	readonly editor: EditorPage;
	readonly crm: Crm;
	readonly afterEach: undefined;
}

interface WorkerFixtures {
	readonly world: World;
	/** The cookies and the cache of n8n's owner. */
	readonly browserOfOwner: BrowserContext;
}

const VIEWPORT = { width: 1280, height: 800 };

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
	pictures: [undefined, { option: true }],

	world: [
		async ({}, use) => {
			const world = await startWorld();
			try {
				await use(world);
			} finally {
				await world.close();
			}
		},
		{ scope: 'worker', timeout: 300_000 },
	],

	simulator: async ({ world }, use) => {
		await use(world.simulator);
	},

	baseURL: async ({ world }, use) => {
		await use(world.n8n.url);
	},

	// Shared by all tests, so that Chromium reads n8n's editor from its cache instead of compiling it for each test.
	browserOfOwner: [
		async ({ browser, world }, use) => {
			const context = await browser.newContext({ baseURL: world.n8n.url, viewport: VIEWPORT });
			await context.addCookies(world.api.cookies());
			await use(context);
			await context.close();
		},
		{ scope: 'worker' },
	],

	editor: async ({ browserOfOwner, world, pictures }, use) => {
		const page = await browserOfOwner.newPage();
		// What the editor remembers of the last test, such as open panels.
		await page.goto('/healthz');
		await page.evaluate('localStorage.clear()');
		await use(new EditorPage(page, world, pictures));
		await page.close();
	},

	crm: async ({}, use) => {
		const crm = await startCrm();
		await use(crm);
		await crm.close();
	},

	afterEach: [
		async ({ world }, use, info) => {
			world.simulator.reset();
			await changeToken(world);
			await use(undefined);
			expect(world.simulator.violations).toEqual([]);
			if (info.status !== info.expectedStatus) {
				await info.attach('n8n.log', { path: world.n8n.logFile });
			}
		},
		{ auto: true },
	],
});

export { expect };
