const { readFileSync } = require('node:fs');

const { default: Sequencer } = require('@jest/test-sequencer');

const { ACTIVE_MUTANT, RECORDS } = require('./records.cjs');

/**
 * Chooses the test files that reach the active mutant, the fastest first. Stryker chooses
 * tests only by their names, so Jest would load every file.
 */
module.exports = class MutationSequencer extends Sequencer {
	sort(tests) {
		const mutant = process.env[ACTIVE_MUTANT];
		if (mutant === undefined) return super.sort(tests);
		const lines = readFileSync(RECORDS, 'utf8').trim().split('\n');
		const records = new Map(
			lines.map((line) => JSON.parse(line)).map((record) => [record.file, record]),
		);
		return tests
			.filter(({ path }) => records.get(path)?.mutants.includes(mutant))
			.sort((a, b) => records.get(a.path).ms - records.get(b.path).ms);
	}
};
