import { test as base, expect } from '@playwright/test';

import { changeToken } from '../../tools/playground/world';
import type { Simulator } from '../../tools/simulator/simulator';
import type { QueueWorld } from './queueWorld';
import { startQueueWorld } from './queueWorld';

interface Fixtures {
	readonly simulator: Simulator;
	readonly afterEach: undefined;
}

export const test = base.extend<Fixtures, { world: QueueWorld }>({
	world: [
		async ({}, use) => {
			const world = await startQueueWorld();
			try {
				await use(world);
			} finally {
				await world.close();
			}
		},
		{ scope: 'worker', timeout: 1_800_000 },
	],

	simulator: async ({ world }, use) => {
		await use(world.simulator);
	},

	afterEach: [
		async ({ world }, use, info) => {
			const { simulator, main, workers, processors } = world;
			simulator.reset();
			await changeToken(world);
			await use(undefined);
			expect(simulator.violations).toEqual([]);
			if (info.status === info.expectedStatus) return;
			for (const { name, log } of [main, ...workers, ...processors]) {
				await info.attach(`${name}.log`, { body: log, contentType: 'text/plain' });
			}
		},
		{ auto: true },
	],
});

export { expect };
