import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { table } from '../demo/report';
import type { Host } from './hosts';
import { MatrixError, findHosts, install } from './hosts';

const ROOT = path.join(__dirname, '../..');

interface Outcome {
	readonly passed: number;
	readonly failed: number;
	/** Reasons why the host doesn't pass, in addition to failed tests. */
	readonly faults: readonly string[];
	readonly seconds: number;
}

/** The fields of Jest's results that are used here. */
interface JestResults {
	readonly success: boolean;
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numTotalTests: number;
	readonly numRuntimeErrorTestSuites: number;
}

/** `npm run test:long -- matrix [<host> …]`: runs all tests on the n8n of each folder next to this file. */
async function main(): Promise<void> {
	const hosts = findHosts(process.argv.slice(2));
	for (const host of hosts) await install(host, console.log);
	const outcomes: (readonly [Host, Outcome])[] = [];
	for (const host of hosts) {
		console.log(`\nTesting on n8n ${host.n8n} (n8n-core ${host.core}) …`);
		const outcome = await test(host);
		console.log(`n8n ${host.n8n}: ${outcome.passed} passed, ${outcome.failed} failed`);
		outcomes.push([host, outcome]);
	}
	const failed = report(outcomes);
	process.exitCode = failed ? 1 : 0;
}

/** Runs Jest in a process of its own. Its output goes to the terminal. */
async function test({ name, core }: Host): Promise<Outcome> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-matrix-'));
	const file = path.join(folder, 'results.json');
	const started = Date.now();
	try {
		const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
		const config = ['--config', path.join(__dirname, 'jest.config.cjs')];
		const child = spawn(process.execPath, [jest, ...config, '--json', '--outputFile', file], {
			cwd: ROOT,
			env: { ...process.env, N8N_HOST: name, N8N_CORE_VERSION: core },
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		await once(child, 'close');
		const results = existsSync(file)
			? (JSON.parse(readFileSync(file, 'utf8')) as JestResults)
			: undefined;
		return { ...judge(results), seconds: Math.round((Date.now() - started) / 1000) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function judge(results: JestResults | undefined): Omit<Outcome, 'seconds'> {
	if (!results) return { passed: 0, failed: 0, faults: ["Jest didn't finish"] };
	const { numPassedTests: passed, numFailedTests: failed, numTotalTests: total } = results;
	const broken = results.numRuntimeErrorTestSuites;
	const faults = [
		...(broken > 0 ? [`${broken} test files couldn't be run`] : []),
		// A host is supported only if every test applies to it.
		...(passed + failed < total ? [`${total - passed - failed} tests were skipped`] : []),
		...(passed === 0 ? ['no test passed'] : []),
		...(results.success || failed + broken > 0 ? [] : ['Jest reports a failure']),
	];
	return { passed, failed, faults };
}

/** Prints the final table. Returns true if a host doesn't pass. */
function report(outcomes: readonly (readonly [Host, Outcome])[]): boolean {
	const most = Math.max(...outcomes.map(([, { passed, failed }]) => passed + failed));
	let anyFailed = false;
	const rows = outcomes.map(([{ n8n, core }, { passed, failed, faults, seconds }]) => {
		const fewer =
			passed + failed < most ? [`${most - passed - failed} tests fewer than others`] : [];
		const reasons = [...(failed > 0 ? [`${failed} tests failed`] : []), ...faults, ...fewer];
		if (reasons.length > 0) anyFailed = true;
		const verdict = reasons.length > 0 ? reasons.join(', ') : 'ok';
		return [n8n, core, `${passed}`, `${failed}`, `${seconds} s`, verdict];
	});
	console.log(`\nNode ${process.version}`);
	table(['n8n', 'n8n-core', 'passed', 'failed', 'time', ''], [12, 12, 10, 10, 8, 44], rows);
	const sum = (key: 'failed' | 'passed') =>
		outcomes.reduce((count, [, outcome]) => count + outcome[key], 0);
	console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
	return anyFailed;
}

main().catch((error: unknown) => {
	console.error(error instanceof MatrixError ? error.message : error);
	process.exitCode = 1;
});
