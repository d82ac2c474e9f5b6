const path = require('node:path');

const tests = require('../../jest.config.js');

/** All tests of `npm test`, on the n8n of one folder beside this file. */
/** @type {import('jest').Config} */
module.exports = {
	...tests,
	rootDir: path.join(__dirname, '../..'),
	displayName: process.env.N8N_HOST,
	// The versions of n8n run one after the other, so each of two cores can have a worker.
	maxWorkers: 2,
	// n8n 1.x leaves a timer running that only its server would stop.
	forceExit: true,
	resolver: path.join(__dirname, 'resolver.cjs'),
};
