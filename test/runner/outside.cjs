/** A transform that leaves a module to Node: see `environment.ts`. */
module.exports = {
	process: (_source, file) => ({
		code: `module.exports = globalThis.requireOutside(${JSON.stringify(file)});`,
	}),
};
