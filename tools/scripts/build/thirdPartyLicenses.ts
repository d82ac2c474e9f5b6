import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The names that licenses have in packages, with those that must be passed on as well. */
const LICENSE = /^(?:licen[cs]e|copying|notice)/i;

const MODULES = `${path.sep}node_modules${path.sep}`;

interface BundledPackage {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	readonly homepage?: string;
	readonly repository?: string | { readonly url: string };
}

/**
 * The licenses of all packages that contribute to a bundle, as text for its users.
 *
 * @param inputs the files of the bundle, from esbuild's metafile
 * @param notes what a reader should know beside the texts, by the name of the package
 * @throws Error if a package comes without a license
 */
export function thirdPartyLicenses(
	inputs: Iterable<string>,
	notes: Readonly<Record<string, string>> = {},
): string {
	const sections = [...packagesOf(inputs)].sort().map((folder) => licensesOf(folder, notes));
	return `Code of other projects in this package, with its licenses.\n\n${sections.join('\n\n')}`;
}

/** The folders of the packages that these files are from. */
export function packagesOf(inputs: Iterable<string>): Set<string> {
	const folders = new Set<string>();
	for (const input of inputs) {
		const file = path.resolve(input);
		const start = file.lastIndexOf(MODULES);
		if (start < 0) continue;
		const [scope = '', name = ''] = file.slice(start + MODULES.length).split(path.sep);
		const folder = scope.startsWith('@') ? path.join(scope, name) : scope;
		folders.add(path.join(file.slice(0, start), MODULES, folder));
	}
	return folders;
}

function licensesOf(folder: string, notes: Readonly<Record<string, string>>): string {
	const manifest = path.join(folder, 'package.json');
	if (!existsSync(manifest)) throw new Error(`${folder} has no package.json`);
	const bundled = JSON.parse(readFileSync(manifest, 'utf8')) as BundledPackage;
	const { name, version, license = 'see below' } = bundled;
	const texts = readdirSync(folder)
		.filter((file) => LICENSE.test(file))
		.map((file) => `--- ${file} ---\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}`);
	if (texts.length === 0) throw new Error(`${name} ${version} is bundled, but has no license`);
	const heading = [`=== ${name} ${version} (${license}) ===`, addressOf(bundled), notes[name]];
	return [...heading.filter(Boolean), '', texts.join('\n\n'), ''].join('\n');
}

function addressOf({ homepage, repository }: BundledPackage): string | undefined {
	return homepage ?? (typeof repository === 'string' ? repository : repository?.url);
}
