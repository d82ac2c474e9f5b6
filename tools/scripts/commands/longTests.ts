import { runSteps } from './tools';

const HELP = `npm run test:long -- <what>: tests that take many minutes

  fuzz                   the properties of test/fuzz with 100,000 inputs per area
  model [minutes]        plays scenarios of test/model for 60 minutes, in rounds of 6,000, with other
                         ones each time
  mutation <part> [1/4]  changes a part of the code, or a share of its functions, and checks that its
                         tests notice; the parts are in stryker.config.mjs
  matrix [version …]     all tests on each n8n in tools/matrix/, or on some of them, such as n8n-1.123`;

/** Each takes the arguments that follow its name. @returns the exit code */
export const TESTS: Readonly<Record<string, (args: readonly string[]) => number>> = {
	fuzz: (args) => runSteps([['jest', '--config', 'jest.fuzz.config.js', ...args]]),
	model: ([minutes = '60']) => playModel(Number(minutes)),
	mutation: ([part = '', share = '1/1', ...args]) =>
		runSteps([['stryker', 'run', ...args]], { TALKOVER_MUTATE: part, TALKOVER_SHARE: share }),
	matrix: (args) => runSteps([['tools/matrix/main.ts', ...args]]),
};

/** Each round is a process of its own, because executions of a process that was killed stay in memory. */
function playModel(minutes: number): number {
	const start = Date.now();
	for (let round = 0; Date.now() - start < minutes * 60_000; round += 1) {
		const seed = String((start % 1_000_000) + round);
		const env = { TALKOVER_MODEL_RUNS: '2000', TALKOVER_MODEL_SEED: seed };
		const code = runSteps([['jest', 'test/model']], env);
		if (code !== 0) return code;
	}
	return 0;
}

/** `npm run test:long -- fuzz|matrix|model|mutation`: runs tests that take too long for `npm test`. */
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
