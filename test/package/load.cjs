/**
 * Loads the package in this folder as n8n does (n8n-core's PackageDirectoryLoader), and prints the result.
 * Runs in its own process, because n8n loads nodes in contexts of their own, outside Jest's.
 */
const { createRequire } = require('node:module');
const path = require('node:path');

const folder = process.argv[2];
// The n8n-workflow that the package itself would load.
const requireBeside = createRequire(path.join(folder, 'package.json'));
requireBeside('reflect-metadata');
const { PackageDirectoryLoader } = requireBeside('n8n-core');

async function main() {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	const node = loader.getNode('talkover').type;
	const trigger = loader.getNode('talkoverTrigger').type;
	const credential = loader.getCredential('talkoverApi').type;
	console.log(
		JSON.stringify({
			nodes: Object.keys(loader.known.nodes),
			credentials: Object.keys(loader.known.credentials),
			icons: [node.description.iconUrl, credential.iconUrl],
			codex: node.description.codex.categories,
			events: Object.keys(trigger.methods.loadOptions),
			methods: Object.values(node.methods).flatMap((group) => Object.keys(group)),
			properties: node.description.properties.length,
		}),
	);
}

main();
