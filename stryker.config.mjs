import { createRequire } from 'node:module';

const config = createRequire(import.meta.url)('./jest.config.js');

/**
 * The parts that `npm run test:long -- mutation` can be run for, with the tests that must notice changes there: only tests of the
 * part itself, because nearly all tests reach this code, and a run with all of them would take days.
 * `recoveryLookups` makes each kind of creation, which takes as long as all others together.
 */
const PARTS = {
	api: { code: ['api/*.ts'], tests: ['api/*'] },
	response: { code: ['api/response/*.ts'], tests: ['api/response/*'] },
	pacing: { code: ['api/pacing/*.ts'], tests: ['api/pacing/*'] },
	operation: { code: ['operation/*.ts'], tests: ['operation/*', 'run/*'] },
	run: {
		code: ['run/*.ts', 'run/compensations/*.ts', 'run/download/*.ts'],
		tests: ['run/*', 'run/download/*'],
	},
	creations: { code: ['run/creations/*.ts'], tests: ['run/creations/!(recoveryLookups)'] },
	trigger: { code: ['trigger/*.ts'], tests: ['trigger/**/*'] },
	deliveries: { code: ['trigger/deliveries/*.ts'], tests: ['trigger/**/*'] },
	registration: { code: ['trigger/registration/*.ts'], tests: ['trigger/**/*'] },
};

const name = process.env.TALKOVER_MUTATE ?? 'creations';
const part = PARTS[name];
if (!part) throw new Error(`The parts are ${Object.keys(PARTS).join(', ')}`);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	coverageAnalysis: 'perTest',
	jest: {
		projectType: 'custom',
		enableFindRelatedTests: false,
		config: {
			...config,
			// Waits use a virtual clock, so a test that takes longer hangs.
			testTimeout: 10_000,
			testMatch: part.tests.map((tests) => `<rootDir>/test/${tests}.test.ts`),
			testEnvironment: './test/runner/mutation/environment.cjs',
			testSequencer: '<rootDir>/test/runner/mutation/sequencer.cjs',
		},
	},
	mutate: part.code.map((files) => `nodes/Talkover/${files}`),
	// These are evaluated when a module loads, and are mostly texts of the panel.
	ignoreStatic: true,
	ignorePatterns: ['/dist', '/docs', '/coverage', '/playground', '/test-results', '/release'],
	reporters: ['progress-append-only', 'clear-text', 'json'],
	clearTextReporter: { allowColor: false, logTests: false },
	jsonReporter: { fileName: `test-results/mutation/${name}.json` },
	tempDirName: '.cache/mutation',
	concurrency: 2,
	dryRunTimeoutMinutes: 30,
	timeoutMS: 30_000,
};
