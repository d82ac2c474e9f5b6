const { appendFileSync } = require('node:fs');

const { require: requireTypeScript } = require('tsx/cjs/api');

const { ACTIVE_MUTANT, RECORDS } = require('./records.cjs');

const { default: SharedContext } = requireTypeScript('../environment.ts', __filename);

/** The mutant that a test has noticed. */
let noticed;

/**
 * The environment of `npm run test:long -- mutation`. In the run without mutants, it records which test files reach which
 * mutants. In a run with a mutant, it skips the remaining tests as soon as one fails, for which Jest has no option.
 */
module.exports = class MutationEnvironment extends SharedContext {
	constructor(config, context) {
		super(config);
		this.file = context.testPath;
		this.tests = [];
		this.started = performance.now();
	}

	async handleTestEvent(event) {
		await super.handleTestEvent(event);
		const { name, test } = event;
		const mutant = process.env[ACTIVE_MUTANT];
		if (name === 'test_start' && mutant !== undefined && mutant === noticed) test.mode = 'skip';
		if (name !== 'test_done') return;
		this.tests.push(fullName(test));
		if (test.errors.length > 0) noticed = mutant;
	}

	async teardown() {
		if (process.env[ACTIVE_MUTANT] === undefined) {
			const { perTest = {} } = globalThis.__stryker__?.mutantCoverage ?? {};
			const mutants = this.tests.flatMap((test) => Object.keys(perTest[test] ?? {}));
			const ms = performance.now() - this.started;
			const record = { file: this.file, ms, mutants: [...new Set(mutants)] };
			appendFileSync(RECORDS, `${JSON.stringify(record)}\n`);
		}
		await super.teardown();
	}
};

/** The name of a test as Stryker writes it. */
function fullName({ name, parent }) {
	return parent ? `${fullName(parent)} ${name}`.replace(/^(ROOT_DESCRIBE_BLOCK)? /, '') : name;
}
