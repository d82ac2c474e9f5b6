import { runSteps } from './tools';

/** `npm run lint`: everything that can be checked without running the nodes. Stops at the first check that fails. */
process.exitCode = runSteps([
	['prettier', '--check', '--log-level', 'warn', '.'],
	['tsc'],
	['tools/scripts/lintExamples.ts'],
	['eslint', '--max-warnings', '0', '.'],
	['cspell', 'lint', '--dot', '--no-progress', '--no-summary', '.'],
	['tools/scripts/lintWorkflows.mjs'],
	['gulp'],
	['tools/scripts/scan.mjs'],
]);
