/** A transform that lets Node load a module: see `environment.ts`. */
module.exports = {
	process: (_source, file) => ({
		code: `module.exports = globalThis.requireOutside(${JSON.stringify(file)});`,
	}),
};
