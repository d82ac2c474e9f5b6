const Module = require('node:module');
const path = require('node:path');

/** The folder of the n8n host that the tests run on; `main.ts` sets it. */
const HOST = path.resolve(__dirname, process.env.N8N_HOST);

/** n8n's packages, and the modules that they share with whoever loads them. */
const OF_THE_HOST = /^(n8n-core|n8n-workflow|@n8n\/[^/]+|reflect-metadata)(\/|$)/;

/** Jest's resolver, except that n8n's packages come from the host. */
module.exports = (request, options) => {
	const basedir = OF_THE_HOST.test(request) ? HOST : options.basedir;
	return options.defaultResolver(request, { ...options, basedir });
};

// Node itself loads the host's modules (see test/runner), and also searches the folders above the host.
// A module that the host doesn't have counts as missing, and isn't taken from the project.
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...others) {
	const file = resolveFilename.call(this, request, parent, ...others);
	const fromHost = isInHost(parent?.filename ?? '');
	if (fromHost && !Module.isBuiltin(file) && !isInHost(file)) {
		const message = `Cannot find module '${request}' from '${parent.filename}'`;
		throw Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' });
	}
	return file;
};

function isInHost(file) {
	return file.startsWith(HOST + path.sep);
}
