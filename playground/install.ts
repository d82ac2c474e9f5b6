import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = __dirname;
const STAMP = path.join(FOLDER, 'node_modules/.ready');
/** What n8n and the build of its database need, with room for npm's cache. */
const NEEDED_BYTES = 6e9;
/** The oldest Node that n8n 2.36 and later run on. */
const NODE_MAJOR = 24;

export class PlaygroundError extends Error {}

/** The Node that n8n runs on: this one if it is new enough, else the one from the npm registry. */
export function nodeForN8n(): string {
	if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath;
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const name = `node-${system}-${process.arch}`;
	return path.join(FOLDER, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
}

export const N8N = path.join(FOLDER, 'node_modules/n8n/bin/n8n');

/**
 * Installs n8n into this folder unless the very same is there already. About 2.3 GB; three to five
 * minutes the first time, nothing afterwards.
 *
 * @param log gets one line at a time
 * @throws PlaygroundError in words for the person at the terminal
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
			`n8n needs Node ${NODE_MAJOR}, and the npm registry has none for ${process.platform} ${process.arch}. Start the playground with Node ${NODE_MAJOR}.`,
		);
	}
	await step("Building n8n's database driver", log, () =>
		// The project's own settings forbid scripts; here one has to run.
		npm(node, ['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false']),
	);
	writeFileSync(STAMP, stamp);
}

async function needSpace(): Promise<void> {
	const { bavail, bsize } = await statfs(FOLDER);
	if (bavail * bsize < NEEDED_BYTES) {
		const free = ((bavail * bsize) / 1e9).toFixed(1);
		throw new PlaygroundError(
			`n8n needs about 6 GB of disk for its installation; ${free} GB are free.`,
		);
	}
}

/** Tells every 15 seconds that it is still at work. */
async function step(
	title: string,
	log: (line: string) => void,
	work: () => Promise<string>,
): Promise<void> {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	log(`${title} …`);
	const timer = setInterval(() => {
		log(`  still at it, ${seconds()} s`);
	}, 15_000);
	try {
		await work();
		log(`  done in ${seconds()} s`);
	} finally {
		clearInterval(timer);
	}
}

/** Runs npm in this folder; what it says is shown only if it fails. */
async function npm(node: string, args: readonly string[]): Promise<string> {
	const cli = process.env.npm_execpath;
	if (!cli) throw new PlaygroundError('Start the playground with npm: npm run playground');
	const child = spawn(node, [cli, ...args, '--no-audit', '--no-fund'], {
		cwd: FOLDER,
		env: {
			...process.env,
			PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
			// Headers of the Node that the driver is built for lie beside its binary.
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
		`npm ${args[0] ?? ''} did not succeed. Is the npm registry reachable, and are Python, make and a C++ compiler there?\n${reasons.slice(0, 8).join('\n')}`,
	);
}
