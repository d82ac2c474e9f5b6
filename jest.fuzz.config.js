// `npm run test:long -- fuzz`: the properties of test/fuzz, each file with this many inputs.
process.env.TALKOVER_FUZZ_RUNS ??= '100000';

/** @type {import('jest').Config} */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/fuzz/*.test.ts'],
	// Measures time, and has its own inputs.
	testPathIgnorePatterns: ['/hostileTexts'],
	// Only ends a test that hangs.
	testTimeout: 3_600_000,
};
