import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.join(__dirname, '../..');
const NAME = 'n8n-nodes-talkover';

const run = promisify(execFile);

/**
 * Builds and packs the package and installs the tarball into an n8n user folder, as n8n's community-package
 * screen does (`downloadPackage` in its `community-packages.service.ts`): unpacked into its own folder,
 * without development dependencies, and added to the list.
 */
export async function installTarball(userFolder: string): Promise<void> {
	const nodes = path.join(userFolder, '.n8n/nodes');
	const folder = path.join(nodes, 'node_modules', NAME);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await run('npm', ['run', 'build'], { cwd: ROOT });
	const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', nodes];
	const { stdout } = await run('npm', pack, { cwd: ROOT });
	const [{ filename, version }] = JSON.parse(stdout) as [{ filename: string; version: string }];
	const tarball = path.join(nodes, filename);
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	rmSync(tarball);

	const manifest = path.join(folder, 'package.json');
	const published = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
	delete published.devDependencies;
	delete published.peerDependencies;
	writeFileSync(manifest, JSON.stringify(published, null, 2));
	const list = { name: 'installed-nodes', private: true, dependencies: { [NAME]: version } };
	writeFileSync(path.join(nodes, 'package.json'), JSON.stringify(list, null, 2));
}
