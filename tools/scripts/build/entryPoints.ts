import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { readManifest } from '../release/manifest';

/** The bundle of the package's own code. */
export const BUNDLE = 'dist/talkover.js';

/** A file that n8n loads. */
export interface EntryPoint {
	/** As package.json lists it: `dist/nodes/…/Talkover.node.js`. */
	readonly file: string;
	/** The same file in the sources. */
	readonly source: string;
	/** The name of its class. */
	readonly name: string;
}

/** The files that package.json lists for n8n. */
export function entryPoints(): EntryPoint[] {
	const { nodes = [], credentials = [] } = readManifest('.').n8n ?? {};
	return [...nodes, ...credentials].map((file) => ({
		file,
		source: `./${file.replace('dist/', '').replace(/js$/, 'ts')}`,
		name: path.basename(file).split('.', 1).join(''),
	}));
}

/** Writes the files that n8n loads. Each takes its class from the bundle. */
export async function writeEntryPoints(): Promise<void> {
	for (const { file, name } of entryPoints()) {
		await mkdir(path.dirname(file), { recursive: true });
		const from = path.relative(path.dirname(file), BUNDLE).replaceAll('\\', '/');
		await writeFile(file, `exports.${name} = require('${from}').${name};\n`);
	}
}
