/** What the runners of `.ci/run` report, as text. */
export interface Reports {
	/** The JSON of Jest's `--outputFile`. */
	readonly jest: string;
	/** What `npm run bench -- --check` printed. */
	readonly bench: string;
	/** The JSON of each Playwright run. */
	readonly playwright: readonly { readonly name: string; readonly report: string }[];
}

/** Counts of tests. */
export interface Counts {
	readonly passed: number;
	readonly failed: number;
}

/**
 * The tests of all reports together, and the Playwright runs that had none.
 *
 * @throws SyntaxError if a report isn't JSON
 */
export function totalOf({ jest, bench, playwright }: Reports): Counts & { skipped: string[] } {
	const runs = playwright.map(({ name, report }) => ({ name, ...ofPlaywright(report) }));
	const all = [ofJest(jest), ofBench(bench), ...runs];
	return {
		passed: all.reduce((sum, { passed }) => sum + passed, 0),
		failed: all.reduce((sum, { failed }) => sum + failed, 0),
		skipped: runs.filter(({ passed, failed }) => passed + failed === 0).map(({ name }) => name),
	};
}

function ofJest(report: string): Counts {
	const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(report) as {
		numPassedTests: number;
		numFailedTests: number;
	};
	return { passed, failed };
}

/** A check that stopped before its last line counts as one failure. */
function ofBench(output: string): Counts {
	const [, passed = '0', failed = '1'] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
	return { passed: Number(passed), failed: Number(failed) };
}

/** A test that passed only when it was repeated counts as a failure. */
function ofPlaywright(report: string): Counts {
	const { stats } = JSON.parse(report) as {
		stats: { expected: number; unexpected: number; flaky: number };
	};
	return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}
