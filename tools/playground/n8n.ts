import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import { N8N, PlaygroundError, nodeForN8n } from './install';
import { OwnProcess } from './process';

export interface N8nOptions {
	readonly userFolder: string;
	/** The port of n8n. The next port must be free as well. */
	readonly port: number;
	/** Additional settings of n8n. */
	readonly env?: Readonly<Record<string, string>>;
}

export interface StartOptions extends N8nOptions {
	/** The n8n process to start: the server by default, or a worker or webhook processor of the queue mode. */
	readonly command?: readonly ['start'] | readonly ['webhook'] | readonly ['worker', string];
}

export interface RunningN8n {
	readonly url: string;
	/** The file for its output. */
	readonly logFile: string;
	readonly pid: number | undefined;
	stop(): Promise<void>;
	/** Kills it immediately, as a crash does. */
	kill(): Promise<void>;
}

/** Enough for the migrations of an empty database on a slow machine. */
const START_TIMEOUT_MS = 600_000;

/** The server responds to the settings route before its other routes are ready. */
const SERVER_PATHS = ['/rest/settings', '/rest/login'];

/** Starts n8n on loopback, with SQLite by default, and resolves once it responds. */
export async function startN8n({
	command = ['start'],
	...options
}: StartOptions): Promise<RunningN8n> {
	const { userFolder, port } = options;
	await needPort(port, '--port');
	await needPort(port + 1, '--port');
	mkdirSync(userFolder, { recursive: true });
	const logFile = logFileIn(userFolder);
	const env = environment(options);
	const [program, args] = launched(command, options);
	const n8n = new OwnProcess(program, args, { env, logFile });
	const url = `http://127.0.0.1:${port}`;
	try {
		const paths = command[0] === 'start' ? SERVER_PATHS : ['/healthz/readiness'];
		await ready(
			paths.map((one) => `${url}${one}`),
			n8n,
		);
	} catch (error) {
		await n8n.stop();
		const reason = error instanceof Error ? error.message : String(error);
		throw new PlaygroundError(`n8n didn't start (${reason}). Its output is in ${logFile}`);
	}
	return { url, logFile, pid: n8n.pid, stop: () => n8n.stop(), kill: () => n8n.kill() };
}

/** A Docker image of n8n to start instead of the installed one, for versions that npm doesn't have. */
export const IMAGE = process.env.TALKOVER_N8N_IMAGE;

function launched(command: readonly string[], options: N8nOptions): [string, string[]] {
	if (IMAGE === undefined) return [nodeForN8n(), [N8N, ...command]];
	const { userFolder } = options;
	const { PATH: _ofHost, ...env } = environment(options);
	const settings = Object.entries({ ...env, HOME: userFolder }).flatMap(([name, value]) => [
		'--env',
		`${name}=${value}`,
	]);
	const owner = `${String(process.getuid?.() ?? 1000)}:${String(process.getgid?.() ?? 1000)}`;
	const container = ['--rm', '--init', '--network', 'host', '--user', owner];
	const folder = ['--volume', `${userFolder}:${userFolder}`];
	return ['docker', ['run', ...container, ...folder, ...settings, IMAGE, ...command]];
}

/** The file for n8n's output. */
export function logFileIn(userFolder: string): string {
	return path.join(userFolder, 'n8n.log');
}

/**
 * Runs one of n8n's commands next to the server, such as `execute --id ...`, and returns its output.
 *
 * @param options ports other than those of the server
 * @throws PlaygroundError with the whole output if the command fails
 */
export async function runN8n(args: readonly string[], options: N8nOptions): Promise<string> {
	const settings = { env: environment(options), maxBuffer: 1e8 };
	try {
		const { stdout } = await promisify(execFile)(nodeForN8n(), [N8N, ...args], settings);
		return stdout;
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new PlaygroundError(`n8n ${args.join(' ')} failed:\n${stdout}${stderr}`);
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
		// n8n 3.0 loads packages that n8n hasn't verified only with this.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// No data may leave the machine.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		...env,
	};
}

/** @param addresses all of them must respond */
async function ready(addresses: readonly string[], n8n: OwnProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (n8n.ended !== undefined) throw new Error(`it ended with ${n8n.ended}`);
		const answers = await Promise.all(
			addresses.map(async (address) => fetch(address).catch(() => undefined)),
		);
		if (answers.every(isReady)) return;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	throw new Error(`no response within ${START_TIMEOUT_MS / 1000} s`);
}

function isReady(answer: Response | undefined): boolean {
	const isJson = answer?.headers.get('content-type')?.includes('json') === true;
	return isJson && answer.status !== 404 && answer.status !== 503;
}

/** @throws PlaygroundError if the port is in use */
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
