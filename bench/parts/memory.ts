import { httpRequest, nothing, talkover } from '../contenders';
import type { Part } from '../part';
import { format, inRounds, median, megabytes } from '../part';

const ITEMS = 10_000;
const GOAL_MB = 300;

/** What very many items need. */
export const memory: Part = {
	id: 'd',
	run: async (settings) => {
		const cases = [talkover(), httpRequest({ batchSize: 10, batchInterval: 10 }), nothing].map(
			(contender) => ({
				label: `${ITEMS} items, ${contender.name}`,
				task: 'getActiveCall' as const,
				contender,
				count: ITEMS,
			}),
		);
		const results = await inRounds(cases, 0, settings);
		return {
			title: `Memory for ${format(ITEMS)} items`,
			notes: [
				`Call: Get Active. Highest resident set over the one before the run; the goal is less than ${GOAL_MB} MB. Most of that is garbage that V8 had no reason to collect yet: Kept is what the heap has grown by once it is gone, with all results still there.`,
			],
			head: ['Node', 'Memory MB', 'Kept MB', 'Wall s', 'Results'],
			rows: results.map(([{ contender }, measured]) => [
				contender.name,
				format(median(measured, megabytes)),
				format(
					median(measured, ({ keptBytes }) => keptBytes / 1e6),
					1,
				),
				format(median(measured, ({ wallMs }) => wallMs) / 1000, 1),
				format(
					median(
						measured,
						({ output }) => output.filter(({ error }) => error === undefined).length,
					),
				),
			]),
		};
	},
};
