import { execFile } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import { OwnProcess } from '../../tools/playground/process';
import type { Programs } from './programs';

/** A server that n8n needs, on loopback. */
export interface Service {
	readonly port: number;
	stop(): Promise<void>;
}

export interface Redis extends Service {
	/** Runs a command. */
	command(...args: readonly string[]): Promise<void>;
}

const run = promisify(execFile);

/** Starts a Redis that stores nothing on disk. */
export async function startRedis(
	{ redisServer, redisCli, env }: Programs,
	folder: string,
	port: number,
): Promise<Redis> {
	const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const redis = new OwnProcess(redisServer, args, { env, logFile: path.join(folder, 'redis.log') });
	await listening(redis, 'Redis', port);
	const command = async (...words: readonly string[]) => {
		await run(redisCli, ['-e', '-p', String(port), ...words], { env });
	};
	return { port, command, stop: () => redis.stop() };
}

/** Starts a PostgreSQL with an empty cluster, as a user that may run it. The superuser is `n8n`. */
export async function startPostgres(
	{ initdb, postgres, owner, env }: Programs,
	folder: string,
	port: number,
): Promise<Service> {
	const cluster = path.join(folder, 'postgres');
	mkdirSync(cluster, { mode: 0o700 });
	const { uid, gid } = owner;
	if (uid !== undefined && gid !== undefined) chownSync(cluster, uid, gid);
	const options = { env: { ...env, LC_ALL: 'C' }, cwd: cluster, ...owner };
	const data = path.join(cluster, 'data');
	const made = ['-D', data, '-U', 'n8n', '--auth=trust', '--encoding=UTF8', '--no-sync'];
	await run(initdb, made, options);
	const args = [
		'-D',
		data,
		'-h',
		'127.0.0.1',
		'-p',
		String(port),
		'-k',
		cluster,
		'-c',
		'fsync=off',
	];
	const server = new OwnProcess(postgres, args, {
		...options,
		logFile: path.join(folder, 'postgres.log'),
		// SIGTERM waits for the connections of processes that were killed.
		stopSignal: 'SIGINT',
	});
	await listening(server, 'PostgreSQL', port);
	return { port, stop: () => server.stop() };
}

/** Resolves once the port accepts connections. @throws Error if the process ends instead */
async function listening(server: OwnProcess, name: string, port: number): Promise<void> {
	while (!(await connects(port))) {
		if (server.ended !== undefined) throw new Error(`${name} didn't start: ${server.ended}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

async function connects(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => {
			resolve(false);
		});
	});
}
