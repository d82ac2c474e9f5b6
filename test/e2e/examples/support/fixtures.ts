import path from 'node:path';

import { startWorld } from '../../../../tools/playground/world';
import { expect, test as base } from '../../support/fixtures';
import { ExamplePage } from './examplePage';
import type { Internet } from './internet';
import { startInternet } from './internet';

interface Fixtures {
	/** Imports the example workflows, and runs them. */
	readonly example: ExamplePage;
	readonly noStrangers: undefined;
}

/** A test of an example workflow in a real n8n whose requests reach no service but the played ones. */
export const test = base.extend<Fixtures, { internet: Internet }>({
	pictures: async ({ pictures }, use) => {
		await use(pictures === undefined ? undefined : path.join(pictures, 'examples'));
	},

	internet: [
		async ({}, use) => {
			const internet = await startInternet();
			await use(internet);
			await internet.close();
		},
		{ scope: 'worker' },
	],

	world: [
		async ({ internet }, use) => {
			const world = await startWorld({ env: internet.env });
			try {
				await use(world);
			} finally {
				await world.close();
			}
		},
		{ scope: 'worker', timeout: 300_000 },
	],

	example: async ({ editor, world }, use) => {
		await use(new ExamplePage(editor, world));
	},

	noStrangers: [
		async ({ internet }, use) => {
			internet.reset();
			await use(undefined);
			expect(internet.strangers, 'requests to what no test plays').toEqual([]);
		},
		{ auto: true },
	],
});

export { expect };
