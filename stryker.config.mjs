import { createRequire } from 'node:module';

const config = createRequire(import.meta.url)('./jest.config.js');

const CALLS = ['calls/**/*', 'account/*'];
// `recoveryLookups` makes each kind of creation, which takes as long as all others together.
const ONCE = ['once/!(recoveryLookups)'];

/**
 * The parts that `npm run test:long -- mutation` can be run for, with the tests that must notice changes there: only those that
 * are about the part, because nearly all tests reach this code, and a run with all of them would take days.
 */
const PARTS = {
	api: { code: ['api/{*,credential/*,network/*}.ts'], tests: ['api/{*,credential/*,network/*}'] },
	content: {
		code: ['api/content/*.ts'],
		tests: [
			...['api/content/*', 'operation/**/*', 'once/{crash,recoveryPolls}'],
			'calls/{reading/*,check,rules/limits/maxPerContact,finding/*}',
		],
	},
	response: { code: ['api/response/*.ts'], tests: ['api/response/*'] },
	pacing: { code: ['api/pacing/*.ts'], tests: ['api/pacing/*'] },
	account: {
		code: ['account/*.ts'],
		tests: ['run/executions/{accounts,otherExecutions}', ...ONCE, ...CALLS],
	},
	parameters: {
		code: ['parameters/*.ts'],
		tests: ['parameters/*', '{calls,resources}/**/*', 'contract/parameters'],
	},
	operation: {
		code: ['operation/**/*.ts'],
		tests: [
			...[
				'operation/**/*',
				'{calls,resources}/**/*',
				'run/{*,executions/*}',
				...ONCE,
				'account/*',
				'pickers/*',
			],
			'contract/{failures,operations,parameters}',
		],
	},
	phone: { code: ['shared/phone/*.ts'], tests: ['parameters/*', 'calls/**/*'] },
	hours: {
		code: ['shared/time/*.ts'],
		tests: ['parameters/*', 'resources/*', 'calls/**/*', 'pickers/*'],
	},
	rules: { code: ['calls/rules/**/*.ts'], tests: CALLS },
	state: {
		code: ['calls/reading/*.ts'],
		tests: [...CALLS, 'run/executions/{otherExecutions,executionsKnow}'],
	},
	calls: {
		code: ['calls/*.ts', 'resources/call/*.ts'],
		tests: [...CALLS, 'contract/operations', 'operation/**/*', ...ONCE],
	},
	run: {
		code: ['run/**/*.ts'],
		tests: ['run/**/*', '{calls,resources}/**/*', 'account/*'],
	},
	once: {
		code: ['once/*.ts'],
		tests: [
			...ONCE,
			'run/executions/otherExecutions',
			'calls/{testCalls,campaignCalls,samePerson/*}',
		],
	},
	trigger: { code: ['trigger/*.ts'], tests: ['trigger/**/*'] },
	deliveries: { code: ['trigger/deliveries/**/*.ts'], tests: ['trigger/**/*'] },
	registration: { code: ['trigger/registration/*.ts'], tests: ['trigger/**/*'] },
};

const name = process.env.TALKOVER_MUTATE;
const part = PARTS[name];
if (!part) throw new Error(`The parts are ${Object.keys(PARTS).join(', ')}`);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner', './test/runner/mutation/ignorer.mjs'],
	ignorers: ['ignorer'],
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
	ignorePatterns: ['/dist', '/docs', '/coverage', '/tools/playground', '/test-results', '/release'],
	reporters: ['progress-append-only', 'clear-text', 'json'],
	clearTextReporter: { allowColor: false, logTests: false },
	jsonReporter: { fileName: `test-results/mutation/${name}.json` },
	tempDirName: '.cache/mutation',
	concurrency: 2,
	dryRunTimeoutMinutes: 30,
	timeoutMS: 30_000,
};
