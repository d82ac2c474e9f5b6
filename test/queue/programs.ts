import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';

import { findProgram, unpackWithApt } from '../support/apt';

/** The folder for unpacked programs that this system doesn't have. */
const UNPACKED = path.join(__dirname, '../../.cache/queue');

/** PostgreSQL refuses to run as root, so in that case it runs as the user `nobody`. */
const NOBODY = process.getuid?.() === 0 ? ownerOf('nobody') : {};

/** A user and a group by number; empty for the user of this process. */
export interface Owner {
	readonly uid?: number;
	readonly gid?: number;
}

/** The programs that n8n's queue mode requires, and how to run them. */
export interface Programs {
	readonly redisServer: string;
	readonly redisCli: string;
	readonly initdb: string;
	readonly postgres: string;
	/** Runs PostgreSQL. */
	readonly owner: Owner;
	readonly env: NodeJS.ProcessEnv;
}

/** The programs of this system, or the unpacked ones; undefined if one of them is missing or doesn't run. */
export function findPrograms(): Programs | undefined {
	const redisServer = find('redis-server');
	const redisCli = find('redis-cli');
	const initdb = find('initdb');
	if (!redisServer || !redisCli || !initdb || !NOBODY) return undefined;
	// Must have the same version.
	const postgres = path.join(path.dirname(realpathSync(initdb)), 'postgres');
	const env = { PATH: process.env.PATH, LD_LIBRARY_PATH: libraries().join(path.delimiter) };
	const runs = [
		spawnSync(redisServer, ['--version'], { env }),
		spawnSync(postgres, ['--version'], { env, ...NOBODY }),
	].every(({ status }) => status === 0);
	return runs ? { redisServer, redisCli, initdb, postgres, owner: NOBODY, env } : undefined;
}

/**
 * Unpacks missing programs with apt, if apt is available.
 *
 * @returns undefined if something is still missing
 */
export function ensurePrograms(log: (line: string) => void): Programs | undefined {
	const found = findPrograms();
	if (found) return found;
	const packages = [
		...(find('redis-server') && find('redis-cli') ? [] : ['redis-server']),
		...(find('initdb') ? [] : ['postgresql']),
	];
	if (packages.length > 0) unpackWithApt(UNPACKED, packages, log);
	return findPrograms();
}

function find(name: string): string | undefined {
	return findProgram([name]) ?? findProgram([name], folders());
}

/** The folders where Debian installs programs that aren't on the PATH, and those of unpacked programs. */
function folders(): string[] {
	const roots = ['/', UNPACKED];
	return roots.flatMap((root) => [
		...list(path.join(root, 'usr/lib/postgresql'))
			.reverse()
			.map((version) => path.join(version, 'bin')),
		path.join(root, 'usr/bin'),
	]);
}

function libraries(): string[] {
	return list(path.join(UNPACKED, 'usr/lib')).filter((folder) => folder.includes('-linux-'));
}

function list(folder: string): string[] {
	return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

function ownerOf(user: string): Owner | undefined {
	const [uid, gid] = ['-u', '-g'].map((option) => {
		const { status, stdout } = spawnSync('id', [option, user], { encoding: 'utf8' });
		return status === 0 ? Number(stdout) : undefined;
	});
	return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
