import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { cut, notesOf } from './changelog';
import { run } from './commands';
import type { Source } from './links';
import { absoluteLinks } from './links';
import { lockedVersion, readManifest, writeManifest } from './manifest';
import type { Repository } from './repository';
import { ReleaseError, addressesOf, pageOf, repositoryOf } from './repository';
import {
	README,
	addressFaults,
	downloadFaults,
	faultsOf,
	filesOf,
	pack,
	sizeOf,
	unpack,
} from './tarball';
import { checkVersion, distTagOf } from './version';

export interface Order {
	/** Such as v1.2.3. */
	readonly tag: string;
	/** The address of the repository that the release comes from. */
	readonly remote: string;
}

/** What is published. */
export interface Release {
	readonly version: string;
	readonly tarball: string;
	readonly notes: string;
}

/** Where the release is put, below the folder of the package. */
export const OUTPUT = 'release';

/**
 * Gives what is unreleased a version: in CHANGELOG.md with today's date (UTC), package.json and package-lock.json.
 *
 * @throws ReleaseError if there is nothing to release, or if the version has a section already
 */
export function cutRelease(folder: string, version: string): void {
	const file = path.join(folder, 'CHANGELOG.md');
	const date = new Date().toISOString().slice(0, 10);
	const changelog = cut(readFileSync(file, 'utf8'), version, date);
	// The version of the first release may be there already.
	run(folder, 'npm', 'version', version, '--no-git-tag-version', '--allow-same-version');
	writeFileSync(file, changelog);
}

/**
 * Everything about a release that comes before its approval. Changes package.json and the READMEs in the folder, which
 * is a checkout that nobody works in.
 *
 * @param log gets one line for each step that succeeded
 * @throws ReleaseError if there must be no release
 */
export function packRelease(folder: string, order: Order, log: (line: string) => void): Release {
	const repository = repositoryOf(order.remote);
	const { version } = readManifest(folder);
	checkVersion(order.tag, version, lockedVersion(folder));
	const source: Source = { repository, ref: order.tag, kindOf: (file) => kindOf(folder, file) };
	const changelog = readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8');
	const notes = absoluteLinks(notesOf(changelog, version), source);
	log(`The tag, package.json, package-lock.json and CHANGELOG.md agree on ${version}`);

	setAddresses(folder, source);
	log(`Addresses in package.json and the READMEs are those of ${pageOf(repository)}`);

	run(folder, 'npm', 'run', 'build');
	log('Built');
	log(`Scanned: ${lastLine(run(folder, process.execPath, 'tools/scripts/scan.mjs'))}`);

	const output = path.join(folder, OUTPUT);
	rmSync(output, { recursive: true, force: true });
	const tarball = pack(folder, output);
	log(`Packed ${path.basename(tarball)}: ${check(tarball, repository)}`);
	writeFileSync(path.join(output, 'notes.md'), `${notes}\n`);
	writeFileSync(path.join(output, 'dist-tag'), `${distTagOf(version)}\n`);
	return { version, tarball, notes };
}

function setAddresses(folder: string, source: Source): void {
	writeManifest(folder, { ...readManifest(folder), ...addressesOf(source.repository) });
	const readme = path.join(folder, README);
	const text = absoluteLinks(readFileSync(readme, 'utf8'), source);
	writeFileSync(readme, text.replaceAll('<repository>', pageOf(source.repository)));
}

/** @returns what it contains, in numbers */
function check(tarball: string, repository: Repository): string {
	const temporary = mkdtempSync(path.join(os.tmpdir(), 'talkover-release-'));
	try {
		const unpacked = unpack(tarball, temporary);
		const faults = [
			...downloadFaults(tarball),
			...faultsOf(unpacked),
			...addressFaults(unpacked, repository),
		];
		if (faults.length > 0) {
			throw new ReleaseError(`The tarball isn't right:\n- ${faults.join('\n- ')}`);
		}
		const files = filesOf(unpacked);
		return `${files.length} files, ${(sizeOf(unpacked, files) / 1000).toFixed(1)} kB unpacked`;
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}

function kindOf(folder: string, file: string): 'file' | 'folder' | undefined {
	const stats = statSync(path.join(folder, file), { throwIfNoEntry: false });
	if (!stats) return undefined;
	return stats.isDirectory() ? 'folder' : 'file';
}

function lastLine(text: string): string {
	return text.trim().split('\n').at(-1) ?? '';
}
