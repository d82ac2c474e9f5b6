import { declarative, httpRequest, nothing, talkover } from '../contenders';
import type { Measurement } from '../measure';
import type { Part } from '../part';
import { format, inRounds, median, megabytes } from '../part';

const LATENCY_MS = 50;
const SIZES = [1, 100, 1000];
const CONTENDERS = [
	talkover(1),
	talkover(10),
	talkover(50),
	httpRequest(),
	// As many requests per time as ten at a time give at best.
	httpRequest({ batchSize: 10, batchInterval: LATENCY_MS }),
	declarative,
	nothing,
];

/** How long many items take, and what they cost. */
export const speed: Part = {
	id: 'a',
	run: async (settings) => {
		const cases = SIZES.flatMap((count) =>
			CONTENDERS.map((contender) => ({
				label: `${count} items, ${contender.name}`,
				task: 'updateCalling' as const,
				contender,
				count,
			})),
		);
		const results = await inRounds(cases, LATENCY_MS, settings);
		return {
			title: `Items through one node, each request answered after ${LATENCY_MS} ms`,
			notes: [
				'Agent: Update Calling, or the same request: three parameters from expressions.',
				'No Operation sends nothing: it is what n8n itself takes for an execution.',
				'CPU: user and system time of the process during the run. Memory: highest resident set over the one before the run.',
				'The HTTP Request node and declarative nodes start every request at once, whatever number of items comes, unless batched; a batch is started on time, whether the one before is done or not.',
			],
			head: ['Items', 'Node', 'Wall ms', 'Items/s', 'CPU ms/item', 'Memory MB', 'Open at once'],
			rows: results.map(([{ count, contender }, measured]) => {
				const wall = median(measured, ({ wallMs }) => wallMs);
				return [
					format(count),
					contender.name,
					format(wall),
					format((count / wall) * 1000, 1),
					format(median(measured, ({ cpuMs }) => cpuMs) / count, 2),
					format(median(measured, megabytes)),
					format(median(measured, peakConcurrency)),
				];
			}),
		};
	},
};

function peakConcurrency({ traffic }: Measurement): number {
	return traffic.peakConcurrency;
}
