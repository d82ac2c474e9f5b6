import { httpRequest, nothing, talkover } from '../contenders/contenders';
import type { Part } from '../part';
import { format, inRounds, median, megabytes } from '../part';

const ITEMS = 10_000;
const GOAL_MB = 300;

/** The memory that many items need. */
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
		const isReached = results
			.filter(([{ contender }]) => contender.name === talkover().name)
			.every(([, measured]) => median(measured, megabytes) < GOAL_MB);
		return {
			title: `Memory for ${format(ITEMS)} items`,
			notes: [
				`Call: Get Active; the goal of less than ${GOAL_MB} MB ${isReached ? 'is' : "isn't"} reached. Kept: heap growth after garbage collection.`,
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
