import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = __dirname;
const STAMP = path.join(FOLDER, 'node_modules/.ready');
/** Disk space for n8n and the build of its database driver, including npm's cache. */
const NEEDED_BYTES = 6e9;
/** The oldest Node that n8n 2.36 and later support. */
const NODE_MAJOR = 24;

export class PlaygroundError extends Error {}

/** The Node to run n8n on: the current one if it's recent enough, otherwise the one from the npm registry. */
export function nodeForN8n(): string {
	if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath;
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const name = `node-${system}-${process.arch}`;
	return path.join(FOLDER, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
}

export const N8N = path.join(FOLDER, 'node_modules/n8n/bin/n8n');

/**
 * Installs n8n into this folder, unless exactly this version is installed already. Takes about 2.3 GB, and
 * three to five minutes the first time.
 *
 * @param log receives one line at a time
 * @throws PlaygroundError with a message for the terminal
 */
export async function installN8n(log: (line: string) => void): Promise<void> {
	const lock = readFileSync(path.join(FOLDER, 'package-lock.json'));
	const stamp = createHash('sha256').update(lock).update(process.version).digest('hex');
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
	await needSpace();
	await step('Installing n8n (2.3 GB, once)', log, () =>
		npm(process.execPath, ['ci', '--legacy-peer-deps', '--ignore-scripts']),
	);
	const node = nodeForN8n();
	if (!existsSync(node)) {
		throw new PlaygroundError(
			`n8n needs Node ${NODE_MAJOR}, but the npm registry doesn't have it for ${process.platform} ${process.arch}. Start the playground with Node ${NODE_MAJOR}.`,
		);
	}
	await step("Building n8n's database driver", log, () =>
		// The project's own settings disable install scripts; this one is needed.
		npm(node, ['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false']),
	);
	writeFileSync(STAMP, stamp);
}

async function needSpace(): Promise<void> {
	const { bavail, bsize } = await statfs(FOLDER);
	if (bavail * bsize < NEEDED_BYTES) {
		const free = ((bavail * bsize) / 1e9).toFixed(1);
		throw new PlaygroundError(
			`n8n needs about 6 GB of disk space for its installation, but only ${free} GB are free.`,
		);
	}
}

/** Logs every 15 seconds that the step is still running. */
async function step(
	title: string,
	log: (line: string) => void,
	work: () => Promise<string>,
): Promise<void> {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	log(`${title} …`);
	const timer = setInterval(() => {
		log(`  still running, ${seconds()} s`);
	}, 15_000);
	try {
		await work();
		log(`  done in ${seconds()} s`);
	} finally {
		clearInterval(timer);
	}
}

/** Runs npm in this folder. Its output is shown only if it fails. */
async function npm(node: string, args: readonly string[]): Promise<string> {
	const cli = process.env.npm_execpath;
	if (!cli) throw new PlaygroundError('Start the playground with npm: npm run playground');
	const child = spawn(node, [cli, ...args, '--no-audit', '--no-fund'], {
		cwd: FOLDER,
		env: {
			...process.env,
			PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
			// The headers of the Node that the driver is built for are next to its binary.
			npm_config_nodedir: path.dirname(path.dirname(node)),
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	}
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code === 0) return said;
	const reasons = said.split('\n').filter((line) => /^npm error \S/.test(line));
	throw new PlaygroundError(
		`npm ${args[0] ?? ''} failed. Check that the npm registry is reachable, and that Python, make and a C++ compiler are installed.\n${reasons.slice(0, 8).join('\n')}`,
	);
}
