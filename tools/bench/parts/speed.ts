import { declarative, httpRequest, nothing, talkover } from '../contenders/contenders';
import type { Contender, Task } from '../contenders/contenders';
import type { Measurement } from '../measure';
import type { Part, ResultTable, Settings } from '../part';
import { format, inRounds, median, megabytes } from '../part';

const LATENCY_MS = 50;
const ALL = [
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

interface Items {
	readonly task: Task;
	readonly counts: readonly number[];
	readonly contenders: readonly Contender[];
}

/** The time and resources that many items take. */
export const speed: Part = {
	id: 'a',
	run: async (settings) => ({
		title: `Items through one node, with a response time of ${LATENCY_MS} ms`,
		notes: [
			'Agent: Update Calling, each for another agent, with three parameters from expressions.',
			"The HTTP Request node and declarative nodes send all requests at once unless they're batched.",
		],
		...(await measured(
			{ task: 'updateCalling', counts: [1, 100, 1000], contenders: ALL },
			settings,
		)),
	}),
};

/** The same for calls. */
export const callSpeed: Part = {
	id: 'calls',
	run: async (settings) => ({
		title: `Calls through one node, with a response time of ${LATENCY_MS} ms`,
		notes: ["Call: Make without 'Skip If on a Call', each to another number."],
		...(await measured(
			{ task: 'makeCall', counts: [1000], contenders: [talkover(), httpRequest()] },
			settings,
		)),
	}),
};

async function measured(
	{ task, counts, contenders }: Items,
	settings: Settings,
): Promise<Pick<ResultTable, 'head' | 'rows'>> {
	const cases = counts.flatMap((count) =>
		contenders.map((contender) => ({
			...{ label: `${count} items, ${contender.name}`, task, contender, count },
		})),
	);
	const results = await inRounds(cases, LATENCY_MS, settings);
	return {
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
}

function peakConcurrency({ traffic }: Measurement): number {
	return traffic.peakConcurrency;
}
