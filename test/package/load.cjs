/**
 * Loads the package in this folder as n8n does (n8n-core's PackageDirectoryLoader), and prints what it
 * found. A process of its own, because n8n loads nodes in contexts of their own, outside jest's.
 */
require('reflect-metadata');
const { PackageDirectoryLoader } = require('n8n-core');

async function main() {
	const loader = new PackageDirectoryLoader(process.argv[2]);
	await loader.loadAll();
	const node = loader.getNode('talkover').type;
	const credential = loader.getCredential('talkoverApi').type;
	console.log(
		JSON.stringify({
			nodes: Object.keys(loader.known.nodes),
			credentials: Object.keys(loader.known.credentials),
			icons: [node.description.iconUrl, credential.iconUrl],
			codex: node.description.codex.categories,
			methods: Object.values(node.methods).flatMap((group) => Object.keys(group)),
			properties: node.description.properties.length,
		}),
	);
}

main();
