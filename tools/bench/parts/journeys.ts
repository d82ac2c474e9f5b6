import { Child } from '../processes/childProcess';
import type { Measured } from '../journeys/worker';
import type { Part, ResultTable } from '../part';
import { format } from '../part';
import type { Results } from '../report';
import { readResults, rowsOf } from '../report';

/** How many times the recorded figure is still allowed. */
const TOLERANCE = 1.05;

/** How far one item travels through the code of the package. */
export const journeys: Part = {
	id: 'journeys',
	run: async () => {
		const measured = await measure();
		return {
			title: 'Journeys of one item through the code',
			notes: [
				'Functions, entries into them, files, and moves between files. Three rules: Calling Hours, Do Not Call, and Max Calls per Contact.',
			],
			machineMatters: false,
			head: ['Journey', 'Functions', 'Entries', 'Files', 'Moves'],
			rows: measured.map(({ name, functions, entries, files, moves }) => [
				name,
				...[functions, entries, files, moves].map((figure) => format(figure)),
			]),
		};
	},
};

async function measure(): Promise<readonly Measured[]> {
	const child = new Child<never, readonly Measured[]>('../journeys/worker.ts', {
		// Node 20 and 22 call the mocked date experimental.
		execArgv: ['--disable-warning=ExperimentalWarning'],
	});
	try {
		return await child.next();
	} finally {
		await child.close();
	}
}

/** Measures the journeys and compares them with the record. */
export async function risesOfJourneys(): Promise<string[]> {
	const table = await journeys.run({ rounds: 1, log: () => undefined });
	return risesOf(table, readResults());
}

/**
 * The figures of journeys that are more than 5 % higher than the recorded ones. A figure that isn't recorded counts as
 * zero.
 */
export function risesOf({ title, head, rows }: ResultTable, record: Results): string[] {
	const recorded = new Map(rowsOf(record, title).map((row) => [row[head[0] ?? ''], row]));
	return rows.flatMap(([name = '', ...figures]) => {
		const record = recorded.get(name);
		return figures.flatMap((figure, index) => {
			const column = head[index + 1] ?? '';
			const before = record?.[column] ?? '0';
			const isHigher = valueOf(figure) > valueOf(before) * TOLERANCE;
			return isHigher ? [`${name}: ${column} rose from ${before} to ${figure}`] : [];
		});
	});
}

function valueOf(figure: string): number {
	return Number(figure.replaceAll(',', ''));
}
