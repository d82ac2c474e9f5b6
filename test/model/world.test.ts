import fc from 'fast-check';

import { PAST_FAULTS } from './pastFaults';
import { delayedCalls, lateLists, promptLists } from './scenarios';
import { violations } from './violations';
import type { Scenario } from './world';
import { play } from './world';

/** Scenarios of each test. `npm run test:long -- model` plays more. */
const RUNS = Number(process.env.TALKOVER_MODEL_RUNS ?? 200);
/** The same scenarios each time, unless the environment sets another one. fast-check prints it if a scenario fails. */
const SEED = Number(process.env.TALKOVER_MODEL_SEED ?? 36);

async function violationsOf(scenario: Scenario): Promise<string[]> {
	return violations(scenario, await play(scenario));
}

test.each([
	['lists that show calls within a minute', promptLists],
	['lists that show calls within five minutes, or when they are dialed', lateLists],
	['calls that Talkover delays', delayedCalls],
])(
	'with %s, no phone rings that must not ring, and each item says what happened',
	async (_what, scenarios) => {
		const property = fc.asyncProperty(scenarios, async (scenario) => {
			expect(await violationsOf(scenario)).toEqual([]);
		});
		await fc.assert(property, { numRuns: RUNS, seed: SEED });
	},
);

test('the same scenario always takes the same course', async () => {
	const scenarios = fc.sample(promptLists, { numRuns: 20, seed: SEED });
	const courses = async () => {
		const played: (readonly number[])[] = [];
		for (const scenario of scenarios) {
			played.push((await play(scenario)).requests.map(({ at }) => at));
		}
		return played;
	};

	const first = await courses();

	expect(first.flat().length).toBeGreaterThan(0);
	expect(await courses()).toEqual(first);
});

test.each(Object.entries(PAST_FAULTS))('%s', async (_what, scenario) => {
	expect(await violationsOf(scenario)).toEqual([]);
});
