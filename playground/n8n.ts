import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import { N8N, PlaygroundError, nodeForN8n } from './install';

export interface N8nOptions {
	readonly userFolder: string;
	readonly port: number;
	/** Further settings of n8n. */
	readonly env?: Readonly<Record<string, string>>;
}

export interface RunningN8n {
	readonly url: string;
	/** Where its output goes. */
	readonly logFile: string;
	stop(): Promise<void>;
}

/** Longer than the migrations of an empty database take on a slow machine. */
const START_TIMEOUT_MS = 180_000;

/** Starts n8n on loopback with SQLite and resolves once it answers. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { userFolder, port } = options;
	await needPort(port, '--port');
	await needPort(port + 1, '--port');
	mkdirSync(userFolder, { recursive: true });
	const logFile = path.join(userFolder, 'n8n.log');
	const log = createWriteStream(logFile);
	const child = spawn(nodeForN8n(), [N8N, 'start'], {
		env: environment(options),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.pipe(log);
	child.stderr.pipe(log);
	const url = `http://127.0.0.1:${port}`;
	try {
		await ready(url, child);
	} catch (error) {
		await stop(child);
		const reason = error instanceof Error ? error.message : String(error);
		throw new PlaygroundError(`n8n did not start (${reason}). Its output is in ${logFile}`);
	}
	return { url, logFile, stop: () => stop(child) };
}

/**
 * Runs one of n8n's commands beside the server, such as `execute --id ...`, and gives what it printed.
 *
 * @param options with ports of its own, as the server's are taken
 * @throws PlaygroundError with all that it printed, when it ends with an error
 */
export async function runN8n(args: readonly string[], options: N8nOptions): Promise<string> {
	const settings = { env: environment(options), maxBuffer: 1e8 };
	try {
		const { stdout } = await promisify(execFile)(nodeForN8n(), [N8N, ...args], settings);
		return stdout;
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new PlaygroundError(`n8n ${args.join(' ')} did not succeed:\n${stdout}${stderr}`);
	}
}

function environment({ userFolder, port, env = {} }: N8nOptions): NodeJS.ProcessEnv {
	return {
		PATH: `${path.dirname(nodeForN8n())}${path.delimiter}${process.env.PATH ?? ''}`,
		HOME: process.env.HOME,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(port + 1),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		// Nothing of this may leave the machine.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		...env,
	};
}

async function ready(url: string, child: ChildProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
		// n8n answers the settings before it knows its other routes.
		const answers = await Promise.all(
			['settings', 'login'].map(async (route) =>
				fetch(`${url}/rest/${route}`).catch(() => undefined),
			),
		);
		if (answers.every((answer) => answer?.status !== 404 && isJson(answer))) return;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	throw new Error(`no answer within ${START_TIMEOUT_MS / 1000} s`);
}

function isJson(answer: Response | undefined): boolean {
	return answer?.headers.get('content-type')?.includes('json') === true;
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGTERM');
	const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
	await once(child, 'exit');
	clearTimeout(killer);
}

/** @throws PlaygroundError when something listens on the port already */
export async function needPort(port: number, option: string): Promise<void> {
	const server = net.createServer();
	server.listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch {
		throw new PlaygroundError(`Port ${port} is in use. Choose another with ${option}.`);
	}
	server.close();
	await once(server, 'close');
}
