import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { installedN8n } from '../../harness/host';

const ROOT = path.join(__dirname, '../..');
const MAX_UNPACKED = 600_000;

let folder: string;
let unpacked: string;
let files: string[];

beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-tarball-'));
	run('npm', ['run', 'build']);
	const [packed] = JSON.parse(
		run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]),
	) as { filename: string }[];
	run('tar', ['-xzf', path.join(folder, packed?.filename ?? ''), '-C', folder]);
	unpacked = path.join(folder, 'package');
	files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((name) =>
		statSync(path.join(unpacked, name)).isFile(),
	);
});

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function run(command: string, args: readonly string[]): string {
	return execFileSync(command, args, {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
}

test('the package contains dist, license and README, but no tests, simulator or source maps', () => {
	const others = files.filter((name) => !name.startsWith('dist/'));
	expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
	expect(
		files.filter((name) => /\.map$|\.ts$|(?:^|\/)test\/|simulator|demo|harness/.test(name)),
	).toEqual([]);
	expect(files).toEqual(
		expect.arrayContaining([
			'dist/icons/talkover.svg',
			'dist/icons/talkover.dark.svg',
			'dist/nodes/Talkover/Talkover.node.json',
			'dist/nodes/Talkover/__schema__/v1.0.0/call/getActive.json',
		]),
	);
	for (const name of files.filter((each) => each.endsWith('.js'))) {
		expect(readFileSync(path.join(unpacked, name), 'utf8')).not.toContain('sourceMappingURL');
	}
});

test('the package is smaller than the size limit', () => {
	const size = files.reduce((sum, name) => sum + statSync(path.join(unpacked, name)).size, 0);

	expect(size).toBeLessThan(MAX_UNPACKED);
});

test('the package depends on nothing but n8n', () => {
	const manifest = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8')) as {
		dependencies?: object;
		peerDependencies: object;
		scripts: object;
	};
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(Object.keys(manifest.scripts)).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/^(pre|post)?(install|prepare|publish)/)]),
	);
});

test('the code requires n8n-workflow, node:crypto and its own files, and nothing else', () => {
	const required = ['dist/talkover.js', 'dist/numberingPlan.js'].flatMap((file) => {
		const code = readFileSync(path.join(unpacked, file), 'utf8');
		return [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
	});

	expect([...new Set(required)].sort()).toEqual([
		'./numberingPlan.js',
		'n8n-workflow',
		'node:crypto',
	]);
});

test('the package contains the licenses of the bundled library', () => {
	const licenses = readFileSync(path.join(unpacked, 'dist/third-party-licenses.txt'), 'utf8');

	expect(licenses).toContain('The MIT License');
	expect(licenses).toContain('Apache License');
});

test('n8n finds and loads the package', () => {
	// n8n adds its own modules to the path of a community package. A link has the same effect.
	symlinkSync(installedN8n().modules, path.join(unpacked, 'node_modules'));

	expect(JSON.parse(run('node', [path.join(__dirname, 'load.cjs'), unpacked]))).toEqual({
		nodes: ['talkover', 'talkoverTrigger'],
		credentials: ['talkoverApi'],
		icons: [
			{
				light: 'icons/n8n-nodes-talkover/dist/icons/talkover.svg',
				dark: 'icons/n8n-nodes-talkover/dist/icons/talkover.dark.svg',
			},
			{
				light: 'icons/n8n-nodes-talkover/dist/icons/talkover.svg',
				dark: 'icons/n8n-nodes-talkover/dist/icons/talkover.dark.svg',
			},
		],
		codex: ['Communication', 'Sales'],
		methods: expect.arrayContaining(['searchAgents', 'getPhoneNumbers', 'searchCampaigns']),
		events: ['getAgents', 'getCampaigns', 'getEvents'],
		properties: expect.any(Number),
	});
});
