const path = require('node:path');

/** The environment variable with the ID of the mutant that is active, by Stryker. */
exports.ACTIVE_MUTANT = '__STRYKER_ACTIVE_MUTANT__';

/** A line for each test file, with the mutants that it reaches. Stryker runs in a copy of the project. */
exports.RECORDS = path.resolve('reached-mutants.ndjson');
