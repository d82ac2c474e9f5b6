import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** package.json, as far as the release reads it. */
export interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly homepage?: string;
	readonly repository?: { readonly url?: string };
	readonly bugs?: { readonly url?: string };
	readonly author?: { readonly email?: string };
	readonly scripts?: Readonly<Record<string, string>>;
	readonly dependencies?: object;
	readonly optionalDependencies?: object;
	readonly bundledDependencies?: unknown;
	readonly peerDependencies?: Readonly<Record<string, string>>;
	readonly n8n?: { readonly nodes?: readonly string[]; readonly credentials?: readonly string[] };
}

/** Reads the package.json of a folder. */
export function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Writes the package.json of a folder, formatted as in the sources. */
export function writeManifest(folder: string, manifest: Manifest): void {
	const text = `${JSON.stringify(manifest, null, '\t')}\n`;
	writeFileSync(path.join(folder, 'package.json'), text);
}

/** The version in the package-lock.json of a folder. */
export function lockedVersion(folder: string): string {
	const text = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}
