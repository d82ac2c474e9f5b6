import type { Step } from './tools';
import { runSteps } from './tools';

type Suite = readonly [prepare: Step, test: Step];

const EDITOR: Suite = [
	['test/e2e/prepare.ts'],
	['playwright', 'test', '-c', 'test/e2e/playwright.config.ts'],
];

/** The suites beside the browser test. Each installs what it needs, and runs Playwright with its configuration. */
export const OTHERS: Readonly<Record<string, Suite>> = {
	queue: [
		['test/queue/prepare.ts'],
		['playwright', 'test', '-c', 'test/queue/playwright.config.ts', '--pass-with-no-tests'],
	],
	pictures: [['test/e2e/prepare.ts'], ['playwright', 'test', '-c', 'test/e2e/pictures.config.ts']],
};

/**
 * `npm run e2e [-- queue|pictures] [arguments of Playwright]`: runs the browser test, the test of n8n's queue mode, or
 * the browser test that saves its pictures.
 */
function main(): void {
	const [suite = '', ...rest] = process.argv.slice(2);
	const other = OTHERS[suite];
	const [prepare, test] = other ?? EDITOR;
	const options = other ? rest : process.argv.slice(2);
	process.exitCode = runSteps([prepare, [...test, ...options]]);
}

if (require.main === module) main();
