// Modules that are loaded once per worker instead of once per test file: those that take seconds to load, and
// those that share classes with n8n-core. See test/runner/environment.ts.
const PACKAGES =
	'(@n8n|express|fast-check|mockttp|n8n-core|n8n-workflow|openapi-backend|reflect-metadata)/';
const FILES = '/(tools/simulator/contract|tools/harness/environment)\\.ts$';

/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	maxWorkers: 2,
	// n8n-core's modules keep memory from file to file, so a worker above this starts anew with the next file.
	workerIdleMemoryLimit: '1.5GB',
	testEnvironment: '<rootDir>/test/runner/environment.ts',
	transform: {
		[`/node_modules/${PACKAGES}|${FILES}`]: '<rootDir>/test/runner/outside.cjs',
		'^.+\\.ts$': '@swc/jest',
	},
	transformIgnorePatterns: [`/node_modules/(?!${PACKAGES})`],
	setupFiles: ['<rootDir>/tools/harness/environment.ts'],
	setupFilesAfterEnv: ['<rootDir>/test/runner/sharedState.ts'],
	// Only stops a test that hangs: on a busy machine, any test may take minutes.
	testTimeout: 600_000,
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text', 'lcovonly'],
	coverageThreshold: { global: { lines: 95, branches: 90 } },
};
