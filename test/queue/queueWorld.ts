import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { CredentialReference } from '../../tools/playground/setup';
import { Editor, furnish } from '../../tools/playground/setup';
import type { StartOptions } from '../../tools/playground/n8n';
import { installTarball } from '../../tools/playground/tarball';
import { freePorts } from '../../tools/playground/world';
import type { Simulator } from '../../tools/simulator/simulator';
import { startSimulator } from '../../tools/simulator/simulator';
import { Instance } from './instance';
import { findPrograms } from './programs';
import type { Proxy } from './proxy';
import { startProxy } from './proxy';
import type { Redis, Service } from './services';
import { startPostgres, startRedis } from './services';

type Pair = readonly [Instance, Instance];

/** n8n in queue mode with the tarball installed, and the simulator it uses. */
export interface QueueWorld {
	readonly simulator: Simulator;
	readonly main: Instance;
	/** Each runs one execution at a time. */
	readonly workers: Pair;
	readonly processors: Pair;
	/** The public address of the webhook processors, which take turns. */
	readonly webhookUrl: string;
	readonly api: Editor;
	readonly credential: CredentialReference;
	/** Makes the jobs of killed workers count as stalled, which takes a minute by default. */
	readonly expireLocks: () => Promise<void>;
	/** Ends all processes and deletes their data. */
	readonly close: () => Promise<void>;
}

/** Starts everything on free ports, with an empty database. */
export async function startQueueWorld(): Promise<QueueWorld> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-queue-'));
	// PostgreSQL may run as another user.
	chmodSync(folder, 0o711);
	const closing: (() => Promise<void>)[] = [
		async () => {
			rmSync(folder, { recursive: true, force: true });
		},
	];
	const close = async () => {
		for (const end of closing.splice(0).reverse()) await end();
	};
	try {
		return await startIn(folder, closing, close);
	} catch (error) {
		await close();
		throw error;
	}
}

async function startIn(
	folder: string,
	closing: (() => Promise<void>)[],
	close: () => Promise<void>,
): Promise<QueueWorld> {
	const programs = findPrograms();
	if (!programs) throw new Error('Redis or PostgreSQL is missing');
	const redis = await startRedis(programs, folder, await freePorts());
	closing.push(() => redis.stop());
	const postgres = await startPostgres(programs, folder, await freePorts());
	closing.push(() => postgres.stop());
	const proxy = await startProxy();
	closing.push(() => proxy.close());
	const simulator = await startSimulator();
	closing.push(() => simulator.close());

	const { main, workers, processors } = await instances(folder, settings(redis, postgres, proxy));
	const all = [main, ...workers, ...processors];
	closing.push(async () => {
		await Promise.all(all.map((instance) => instance.stop()));
	});
	// The main process creates the tables.
	await main.start();
	const starts = [...workers, ...processors].map((instance) => instance.start());
	// Processes can be stopped only once they have started.
	await Promise.allSettled(starts);
	await Promise.all(starts);
	proxy.forwardTo(processors.map(({ url }) => url));
	const api = new Editor(main.url);
	await api.logIn();
	const { token: apiToken, url: baseUrl } = simulator;
	const credential = await furnish(api, { apiToken, baseUrl });
	const expireLocks = () => redis.command('EVAL', DELETE_LOCKS, '0', 'bull:*:lock');
	const n8n = { main, workers, processors, webhookUrl: proxy.url };
	return { simulator, ...n8n, api, credential, expireLocks, close };
}

const DELETE_LOCKS =
	"for _, key in ipairs(redis.call('keys', ARGV[1])) do redis.call('del', key) end";

/** All processes of n8n, each with its own user folder that contains the package. */
async function instances(
	folder: string,
	env: Readonly<Record<string, string>>,
): Promise<Pick<QueueWorld, 'main' | 'workers' | 'processors'>> {
	const packed = path.join(folder, 'packed');
	await installTarball(packed);
	const instance = async (name: string, command: StartOptions['command']) => {
		const userFolder = path.join(folder, name);
		cpSync(packed, userFolder, { recursive: true });
		const port = await freePorts();
		const own = { ...env, QUEUE_HEALTH_CHECK_PORT: String(port) };
		return new Instance(name, { userFolder, port, env: own, ...(command ? { command } : {}) });
	};
	const worker = async (name: string) => instance(name, ['worker', '--concurrency=1']);
	const processor = async (name: string) => instance(name, ['webhook']);
	return {
		main: await instance('main', ['start']),
		workers: [await worker('worker-1'), await worker('worker-2')],
		processors: [await processor('processor-1'), await processor('processor-2')],
	};
}

function settings(redis: Redis, postgres: Service, proxy: Proxy): Readonly<Record<string, string>> {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		// On a busy machine, a worker may renew the lock of its job late, so locks don't expire during a test.
		QUEUE_WORKER_LOCK_DURATION: '3600000',
		QUEUE_WORKER_STALLED_INTERVAL: '1000',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		WEBHOOK_URL: proxy.url,
	};
}
