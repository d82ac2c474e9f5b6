import path from 'node:path';

import { test as base, expect } from '@playwright/test';

import type { World } from '../../../playground/world';
import { startWorld } from '../../../playground/world';
import type { Simulator } from '../../../simulator/simulator';
import type { Crm } from './crm';
import { startCrm } from './crm';
import { EditorPage } from './editorPage';

export interface Options {
	/** The folder for the screenshots. Default: the folder of the other results */
	readonly pictures: string;
}

interface Fixtures {
	readonly simulator: Simulator;
	/** The editor, logged in. */
	readonly editor: EditorPage;
	readonly crm: Crm;
	readonly afterEach: undefined;
}

export const test = base.extend<Fixtures & Options, { world: World }>({
	pictures: [path.join(__dirname, '../../../test-results/pictures'), { option: true }],

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

	editor: async ({ page, context, world, pictures }, use) => {
		await context.addCookies(world.api.cookies());
		await use(new EditorPage(page, world, pictures));
	},

	crm: async ({}, use) => {
		const crm = await startCrm();
		await use(crm);
		await crm.close();
	},

	afterEach: [
		async ({ world }, use, info) => {
			world.simulator.reset();
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
