import { declarative, httpRequest, nothing, talkover } from '../contenders/contenders';
import type { Measurement } from '../measure';
import type { Part } from '../part';
import { format, inRounds, median, megabytes } from '../part';

const LATENCY_MS = 50;
const SIZES = [1, 100, 1000];
const CONTENDERS = [
	talkover(),
	talkover(1),
	talkover(10),
	talkover(50),
	httpRequest(),
	// The maximum throughput of ten requests at a time.
	httpRequest({ batchSize: 10, batchInterval: LATENCY_MS }),
	declarative,
	nothing,
];

/** The time and resources that many items take. */
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
			title: `Items through one node, with a response time of ${LATENCY_MS} ms`,
			notes: [
				'Agent: Update Calling, or the same request, each for another agent, with three parameters from expressions.',
				"The HTTP Request node and declarative nodes send all requests at once unless they're batched.",
			],
			head: ['Items', 'Node', 'Wall ms', 'Items/s', 'CPU ms/item', 'Memory MB', 'Peak requests'],
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
