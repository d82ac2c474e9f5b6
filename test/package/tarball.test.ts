import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { build } from 'esbuild';

import { installedN8n } from '../../tools/harness/host';
import { readManifest } from '../../tools/scripts/release/manifest';
import { faultsOf, filesOf, pack, unpack } from '../../tools/scripts/release/tarball';

const ROOT = path.join(__dirname, '../..');

let folder: string;
let unpacked: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-tarball-'));
	run('npm', ['run', 'build']);
	unpacked = unpack(pack(ROOT, folder), folder);
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

test('the package is small, depends on n8n alone, and contains no tests, simulator or source maps', () => {
	expect(faultsOf(unpacked)).toEqual([]);
});

test('the package contains icons, codex and previews', () => {
	expect(filesOf(unpacked)).toEqual(
		expect.arrayContaining([
			'dist/icons/talkover.svg',
			'dist/icons/talkover.dark.svg',
			'dist/nodes/Talkover/Talkover.node.json',
			'dist/nodes/Talkover/__schema__/v1.0.0/call/getActive.json',
		]),
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

test('the package contains the licenses of everything that is bundled', async () => {
	const licenses = readFileSync(path.join(unpacked, 'dist/third-party-licenses.txt'), 'utf8');
	const manifest = readManifest(ROOT);
	const entryPoints = [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])];
	const { metafile } = await build({
		entryPoints: entryPoints.map((file) => file.replace('dist/', '').replace(/js$/, 'ts')),
		absWorkingDir: ROOT,
		bundle: true,
		platform: 'node',
		external: ['n8n-workflow'],
		outdir: 'dist',
		write: false,
		metafile: true,
	});
	const bundled = Object.keys(metafile.inputs).flatMap((input) => {
		const [, inPackage] = input.split('node_modules/');
		return /^(?:@[^/]+\/)?[^/]+/.exec(inPackage ?? '') ?? [];
	});

	expect(bundled).toContain('libphonenumber-js');
	for (const name of bundled) expect(licenses).toContain(`=== ${name} `);
	const security = readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8');
	const headings = licenses.matchAll(/^=== (.+) \(/gm);
	for (const [, library = ''] of headings) expect(security).toContain(library);
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
		events: ['getAgents', 'getCampaigns'],
		properties: expect.any(Number),
	});
});
