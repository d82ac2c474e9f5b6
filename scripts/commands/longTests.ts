import { runSteps } from './tools';

const HELP = `npm run test:long -- <what>: tests that take many minutes

  fuzz                   the properties of test/fuzz with 100,000 inputs per area
  mutation <part> [1/4]  changes a part of the code, or a share of its functions, and checks that its
                         tests notice; the parts are in stryker.config.mjs
  matrix [version …]     all tests on each n8n in matrix/, or on some of them, such as n8n-1.123`;

/** Each takes the arguments that follow its name. @returns the exit code */
export const TESTS: Readonly<Record<string, (args: readonly string[]) => number>> = {
	fuzz: (args) => runSteps([['jest', '--config', 'jest.fuzz.config.js', ...args]]),
	mutation: ([part = '', share = '1/1', ...args]) =>
		runSteps([['stryker', 'run', ...args]], { TALKOVER_MUTATE: part, TALKOVER_SHARE: share }),
	matrix: (args) => runSteps([['matrix/main.ts', ...args]]),
};

/** `npm run test:long -- fuzz|mutation|matrix`: runs tests that take too long for `npm test`. */
function main(): void {
	const [name = '', ...args] = process.argv.slice(2);
	const test = TESTS[name];
	if (test) {
		process.exitCode = test(args);
		return;
	}
	console.error(HELP);
	process.exitCode = 1;
}

if (require.main === module) main();
