const path = require('node:path');

/** The folder of the n8n host that the tests run on; `main.ts` sets it. */
const HOST = path.resolve(__dirname, process.env.N8N_HOST);

/** n8n's packages, and what they share with whoever loads them. */
const OF_THE_HOST = /^(n8n-core|n8n-workflow|@n8n\/[^/]+|reflect-metadata)(\/|$)/;

/**
 * Jest's resolver, but n8n's packages are those of the host, whoever asks, and the host's own modules
 * find nothing outside its folder: what it does not bring is missing, and not borrowed from the project.
 */
module.exports = (request, options) => {
	const fromHost = isInHost(options.basedir);
	const basedir = !fromHost && OF_THE_HOST.test(request) ? HOST : options.basedir;
	const resolved = options.defaultResolver(request, { ...options, basedir });
	if (fromHost && !isInHost(resolved)) throw missing(request, options.basedir);
	return resolved;
};

function isInHost(file) {
	return file.startsWith(HOST + path.sep);
}

function missing(request, from) {
	return Object.assign(new Error(`Cannot find module '${request}' from '${from}'`), {
		code: 'MODULE_NOT_FOUND',
	});
}
