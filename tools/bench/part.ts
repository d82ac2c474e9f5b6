import type { Case, Measurement } from './measure';
import { measure } from './measure';
import { SimulatorProcess } from './processes/simulatorProcess';

/** The settings of a benchmark run. */
export interface Settings {
	/** Number of measurements per case; the contenders take turns within each round. */
	readonly rounds: number;
	/** Receives a line per measurement. */
	readonly log: (line: string) => void;
}

/** A table of results, with notes on how to read it. */
export interface ResultTable {
	readonly title: string;
	readonly notes: readonly string[];
	/** Whether the results depend on the machine. Default: true */
	readonly machineMatters?: boolean;
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** One part of the benchmark. */
export interface Part {
	/** The name of the part on the command line. */
	readonly id: string;
	readonly run: (settings: Settings) => Promise<ResultTable>;
}

/** A case with its label for progress output. */
export interface NamedCase extends Case {
	readonly label: string;
}

/**
 * Measures every case once per round, in turn, so that other activity on the machine affects all of them
 * equally.
 *
 * @param latencyMs milliseconds from each request to its response
 * @returns the measurements of each case, in the order of the cases
 */
export async function inRounds<C extends NamedCase>(
	cases: readonly C[],
	latencyMs: number,
	{ rounds, log }: Settings,
): Promise<(readonly [C, Measurement[]])[]> {
	const results = cases.map((what): readonly [C, Measurement[]] => [what, []]);
	const simulator = await SimulatorProcess.start(latencyMs);
	try {
		for (let round = 1; round <= rounds; round++) {
			for (const [what, measurements] of results) {
				const measurement = await measure(simulator, what);
				measurements.push(measurement);
				const seconds = (measurement.wallMs / 1000).toFixed(1);
				log(`  round ${round} of ${rounds}: ${what.label}: ${seconds} s`);
			}
		}
	} finally {
		await simulator.close();
	}
	return results;
}

/** The median of a value in each measurement. */
export function median<T>(values: readonly T[], read: (value: T) => number): number {
	const sorted = values.map(read).sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return (low + high) / 2;
}

/** A number with thousands separators. */
export function format(value: number, digits = 0): string {
	return value.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

const MEGABYTE = 1e6;

/** Peak memory above idle, in MB. */
export function megabytes({ idleBytes, peakBytes }: Measurement): number {
	return (peakBytes - idleBytes) / MEGABYTE;
}
