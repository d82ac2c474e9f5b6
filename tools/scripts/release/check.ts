import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { hasUnreleased, nextVersion } from './changelog';
import { run } from './commands';
import { readManifest } from './manifest';
import { onlyTheOwner } from './owner';
import { cutRelease, packRelease } from './release';
import { ReleaseError, isOnGitHub } from './repository';
import { distTagOf } from './version';

const ROOT = path.join(__dirname, '../../..');

/** Stands in for the repository as long as there is none on GitHub. */
const MADE_UP = 'git@github.com:made-up-owner/made-up-repository.git';

/**
 * `npm run release -- check [--remote <address>]`: rehearses a release of the last commit, on a clone in a temporary
 * folder, with everything but the publishing.
 */
export function checkCommand(args: string[]): void {
	const { values } = parseArgs({ args, options: { remote: { type: 'string' } } });
	const origin = originOf(ROOT);
	const own = origin !== undefined && isOnGitHub(origin) ? origin : undefined;
	const remote = values.remote ?? own ?? MADE_UP;
	const temporary = mkdtempSync(path.join(os.tmpdir(), 'talkover-rehearsal-'));
	try {
		const clone = path.join(temporary, 'clone');
		cloneInto(clone, remote);
		rehearse(clone, path.join(temporary, 'user'), remote);
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
	console.log('\nNothing was published. What only the owner can supply:\n');
	for (const { what, how } of onlyTheOwner(ROOT, own)) console.log(`  ${what}\n    ${how}`);
}

function originOf(folder: string): string | undefined {
	return run(folder, 'git', 'remote').split('\n').includes('origin')
		? run(folder, 'git', 'remote', 'get-url', 'origin').trim()
		: undefined;
}

function cloneInto(clone: string, remote: string): void {
	run(ROOT, 'git', 'clone', '--quiet', '--no-hardlinks', ROOT, clone);
	run(clone, 'git', 'remote', 'set-url', 'origin', remote);
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(clone, 'node_modules'));
	const changed =
		run(ROOT, 'git', 'status', '--porcelain') === '' ? '' : ', without uncommitted changes';
	log(`Cloned ${run(clone, 'git', 'log', '-1', '--format=%h %s').trim()}${changed}`);
}

function rehearse(clone: string, user: string, remote: string): void {
	const changelog = readFileSync(path.join(clone, 'CHANGELOG.md'), 'utf8');
	const version = nextVersion(changelog, readManifest(clone).version);
	if (hasUnreleased(changelog)) {
		cutRelease(clone, version);
		log(`What is unreleased in CHANGELOG.md became ${version} in the clone`);
	}
	const order = { tag: `v${version}`, remote: originOf(clone) ?? remote };
	const { tarball, notes } = packRelease(clone, order, log);
	installAsUser(tarball, user);
	// Without --force, npm asks its registry whether the version is published, which it may be.
	const options = ['--dry-run', '--force', '--access', 'public', '--tag', distTagOf(version)];
	run(clone, 'npm', 'publish', tarball, ...options);
	log(`npm publish --dry-run accepts it as "${distTagOf(version)}"`);
	log(
		`Notes for GitHub: ${notes.split('\n').length} lines, beginning with "${notes.split('\n', 1).join('')}"`,
	);
}

/** Without the peer dependency, which is n8n itself: n8n removes it from package.json before it installs. */
function installAsUser(tarball: string, folder: string): void {
	mkdirSync(folder);
	writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
	run(folder, 'npm', 'install', tarball, '--legacy-peer-deps', '--offline', '--ignore-scripts');
	const installed = readdirSync(path.join(folder, 'node_modules')).filter(
		(name) => !name.startsWith('.'),
	);
	if (installed.length !== 1) {
		throw new ReleaseError(
			`An installation brings ${installed.join(', ')}, and not only this package.`,
		);
	}
	log('Installed into an empty folder: the package and nothing else, so there is nothing to audit');
}

function log(line: string): void {
	console.log(`ok  ${line}`);
}
