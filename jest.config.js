// npm test starts jest with --experimental-vm-modules, because n8n imports its expression engine
// dynamically (on Node 24, where it exists).
/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': '@swc/jest' },
	setupFiles: ['<rootDir>/test/harness/environment.ts'],
	// n8n-core takes seconds to load in a fresh worker.
	testTimeout: 60_000,
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text', 'lcovonly'],
	coverageThreshold: { global: { lines: 95, branches: 90 } },
};
