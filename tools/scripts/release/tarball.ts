import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { run } from './commands';
import { relativeLinks } from './links';
import type { Manifest } from './manifest';
import { readManifest } from './manifest';
import type { Repository } from './repository';
import { addressesOf } from './repository';

/** What the package may take on a user's disk. */
export const MAX_UNPACKED_BYTES = 800_000;

/** What a user may have to download, of which the numbering plans and the map of time zones are a quarter. */
export const MAX_PACKED_BYTES = 240_000;

/** The page that npm packs in any case. Its links have to work outside the repository. */
export const README = 'README.md';

/** Beside `dist/`. */
const OTHERS = ['LICENSE', README, 'package.json'];

const NEEDED = ['dist/third-party-licenses.txt', 'dist/icons/talkover.svg'];

/** Of sources, tests and what only development uses. */
const UNWANTED = /\.map$|\.ts$|(?:^|\/)test\/|simulator|demo|harness/;

/** What npm would run on a user's machine. */
const INSTALL_SCRIPT = /^(?:pre|post)?(?:install|prepare|publish)/;

/** Packs a built package into a folder. @returns the file */
export function pack(folder: string, destination: string): string {
	mkdirSync(destination, { recursive: true });
	const options = ['--json', '--ignore-scripts', '--pack-destination', destination];
	const [packed] = JSON.parse(run(folder, 'npm', 'pack', ...options)) as [{ filename: string }];
	return path.join(destination, packed.filename);
}

/** Unpacks a tarball of npm into a folder. @returns the folder of the package in it */
export function unpack(tarball: string, folder: string): string {
	mkdirSync(folder, { recursive: true });
	run(folder, 'tar', '-xzf', tarball, '-C', folder);
	return path.join(folder, 'package');
}

/** The files below a folder, with slashes. */
export function filesOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => statSync(path.join(folder, name)).isFile())
		.map((name) => name.replaceAll('\\', '/'))
		.sort();
}

/** The size of these files in bytes. */
export function sizeOf(folder: string, files: readonly string[]): number {
	return files.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/** What must not be so in a package that is published; empty if all is well. */
export function faultsOf(folder: string): string[] {
	const files = filesOf(folder);
	const manifest = readManifest(folder);
	const size = sizeOf(folder, files);
	const { nodes = [], credentials = [] } = manifest.n8n ?? {};
	const needed = [...OTHERS, ...NEEDED, ...nodes, ...credentials];
	return [
		...files
			.filter((name) => !name.startsWith('dist/') && !OTHERS.includes(name))
			.map((name) => `${name} isn't part of the package`),
		...files.filter((name) => UNWANTED.test(name)).map((name) => `${name} is for development`),
		...files
			.filter((name) => name.endsWith('.js') && textOf(folder, name).includes('sourceMappingURL'))
			.map((name) => `${name} refers to a source map`),
		...needed.filter((name) => !files.includes(name)).map((name) => `${name} is missing`),
		...(size > MAX_UNPACKED_BYTES
			? [`the package has ${size} bytes, more than ${MAX_UNPACKED_BYTES}`]
			: []),
		...dependencyFaults(manifest),
	];
}

/** Whether a tarball is too large to download. */
export function downloadFaults(tarball: string): string[] {
	const { size } = statSync(tarball);
	return size > MAX_PACKED_BYTES
		? [`the tarball has ${size} bytes, more than ${MAX_PACKED_BYTES}`]
		: [];
}

function dependencyFaults(manifest: Manifest): string[] {
	const { dependencies, optionalDependencies, bundledDependencies, peerDependencies } = manifest;
	const installed = { ...dependencies, ...optionalDependencies };
	return [
		...Object.keys(installed).map((name) => `${name} is a dependency`),
		...(bundledDependencies === undefined ? [] : ['there are bundledDependencies']),
		...(JSON.stringify(peerDependencies) === '{"n8n-workflow":"*"}'
			? []
			: ['the only peer dependency must be n8n-workflow, in any version']),
		...Object.keys(manifest.scripts ?? {})
			.filter((name) => INSTALL_SCRIPT.test(name))
			.map((name) => `the script "${name}" would run at an installation`),
	];
}

/** What is wrong with the addresses in a package that is published from a repository; empty if all is well. */
export function addressFaults(folder: string, repository: Repository): string[] {
	const manifest = readManifest(folder);
	const wanted = addressesOf(repository);
	const fields = ['homepage', 'repository', 'bugs'] as const;
	return [
		...fields
			.filter((field) => JSON.stringify(manifest[field]) !== JSON.stringify(wanted[field]))
			.map((field) => `"${field}" in package.json isn't that of the repository`),
		...relativeLinks(textOf(folder, README)).map(
			(target) => `${README} has the relative address ${target}`,
		),
	];
}

function textOf(folder: string, name: string): string {
	return readFileSync(path.join(folder, name), 'utf8');
}
