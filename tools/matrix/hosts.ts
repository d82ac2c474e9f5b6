import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export class MatrixError extends Error {}

/** A version of n8n to test on, in a folder with its own package.json and lock file. */
export interface Host {
	/** The folder's name, e.g. `n8n-1.123`. */
	readonly name: string;
	readonly folder: string;
	/** The version of n8n that contains this engine. */
	readonly n8n: string;
	/** The version of n8n-core. */
	readonly core: string;
}

/**
 * The hosts, oldest first.
 *
 * @param names the hosts to return; all of them if empty
 * @throws MatrixError for an unknown name
 */
export function findHosts(names: readonly string[]): Host[] {
	const all = readdirSync(__dirname, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => readHost(name))
		.sort((a, b) => a.n8n.localeCompare(b.n8n, 'en', { numeric: true }));
	const known = all.map(({ name }) => name);
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length > 0) {
		throw new MatrixError(`Unknown: ${unknown.join(', ')}. Choose from: ${known.join(', ')}.`);
	}
	return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

function readHost(name: string): Host {
	const folder = path.join(__dirname, name);
	const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8');
	const { version, dependencies } = JSON.parse(manifest) as {
		version: string;
		dependencies: { 'n8n-core': string };
	};
	return { name, folder, n8n: version, core: dependencies['n8n-core'] };
}

/**
 * Installs a host's modules into its folder, unless exactly these are installed already. About 250 MB.
 *
 * @param log receives one line at a time
 * @throws MatrixError with a message for the terminal
 */
export async function install({ folder, n8n }: Host, log: (line: string) => void): Promise<void> {
	const lock = readFileSync(path.join(folder, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex');
	// In the folder that npm ci removes first, so a broken installation has no stamp.
	const stamp = path.join(folder, 'node_modules/.ready');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
	log(`Installing the engine of n8n ${n8n} into ${path.relative('.', folder)} (once) …`);
	const started = Date.now();
	await npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
	writeFileSync(stamp, hash);
	log(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Runs npm in a folder. Its output is shown only if it fails. */
async function npm(cwd: string, args: readonly string[]): Promise<void> {
	const cli = process.env.npm_execpath;
	if (!cli) throw new MatrixError('Start the matrix with npm: npm run test:long -- matrix');
	try {
		await run(process.execPath, [cli, ...args], { cwd });
	} catch (error) {
		const said = (error as { stderr?: string }).stderr ?? String(error);
		const reasons = said.split('\n').filter((line) => /^npm error \S/.test(line));
		throw new MatrixError(
			`npm ${args[0] ?? ''} failed. Check that the npm registry is reachable.\n${reasons.slice(0, 8).join('\n')}`,
		);
	}
}
