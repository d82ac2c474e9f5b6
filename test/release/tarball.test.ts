import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import {
	MAX_UNPACKED_BYTES,
	README,
	addressFaults,
	downloadFaults,
	faultsOf,
} from '../../tools/scripts/release/tarball';

const REPOSITORY = { owner: 'made-up', name: 'nodes' };

const MANIFEST = {
	peerDependencies: { 'n8n-workflow': '*' },
	scripts: { build: 'gulp', release: 'tsx' },
	n8n: { nodes: ['dist/nodes/A.node.js'], credentials: ['dist/credentials/A.credentials.js'] },
	homepage: 'https://github.com/made-up/nodes#readme',
	repository: { type: 'git', url: 'git+https://github.com/made-up/nodes.git' },
	bugs: { url: 'https://github.com/made-up/nodes/issues' },
};

const LICENSES = 'dist/third-party-licenses.txt';

const FILES: Readonly<Record<string, string>> = {
	LICENSE: 'MIT',
	'README.md': '[a](https://example.org)',
	[LICENSES]: '',
	'dist/icons/talkover.svg': '<svg/>',
	'dist/nodes/A.node.js': '',
	'dist/credentials/A.credentials.js': '',
};

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-faults-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** A package that is all right apart from these files and fields. */
function write(files: Readonly<Record<string, string | undefined>>, manifest: object = {}): void {
	const json = JSON.stringify({ ...MANIFEST, ...manifest });
	for (const [name, text] of Object.entries<string | undefined>({
		...FILES,
		'package.json': json,
		...files,
	})) {
		if (text === undefined) continue;
		mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		writeFileSync(path.join(folder, name), text);
	}
}

test('finds nothing wrong with a package that is all right', () => {
	write({});

	expect(faultsOf(folder)).toEqual([]);
	expect(addressFaults(folder, REPOSITORY)).toEqual([]);
});

test.each([
	['a file outside dist', 'CHANGELOG.md', '', "CHANGELOG.md isn't part of the package"],
	['a source map', 'dist/talkover.js.map', '', 'dist/talkover.js.map is for development'],
	['a source', 'dist/nodes/A.node.ts', '', 'dist/nodes/A.node.ts is for development'],
	['a test', 'dist/test/a.js', '', 'dist/test/a.js is for development'],
	['a map', 'dist/a.js', '//# sourceMappingURL=a.js.map', 'dist/a.js refers to a source map'],
	['no license', 'LICENSE', undefined, 'LICENSE is missing'],
	['no node', 'dist/nodes/A.node.js', undefined, 'dist/nodes/A.node.js is missing'],
	['no licenses of bundled code', LICENSES, undefined, `${LICENSES} is missing`],
])('finds %s', (_name, file, text, fault) => {
	write({ [file]: text });

	expect(faultsOf(folder)).toEqual([fault]);
});

test('finds a package that is larger than 800 kB', () => {
	write({ 'dist/talkover.js': 'x'.repeat(MAX_UNPACKED_BYTES) });

	expect(MAX_UNPACKED_BYTES).toBe(800_000);
	expect(faultsOf(folder)).toEqual([expect.stringMatching(/^the package has 800\d{3} bytes/)]);
});

test('finds a tarball that is larger than 240 kB', () => {
	const tarball = path.join(folder, 'package.tgz');
	writeFileSync(tarball, 'x'.repeat(240_000));
	expect(downloadFaults(tarball)).toEqual([]);

	writeFileSync(tarball, 'x'.repeat(240_001));
	expect(downloadFaults(tarball)).toEqual(['the tarball has 240001 bytes, more than 240000']);
});

test.each([
	['a dependency', { dependencies: { axios: '1.0.0' } }, 'axios is a dependency'],
	['an optional dependency', { optionalDependencies: { a: '1' } }, 'a is a dependency'],
	['bundled dependencies', { bundledDependencies: ['a'] }, 'there are bundledDependencies'],
	[
		'another peer dependency',
		{ peerDependencies: { 'n8n-workflow': '*', 'n8n-core': '*' } },
		'the only peer dependency must be n8n-workflow, in any version',
	],
	[
		'a script that runs at an installation',
		{ scripts: { postinstall: 'node a.js' } },
		'the script "postinstall" would run at an installation',
	],
])('finds %s', (_name, manifest, fault) => {
	write({}, manifest);

	expect(faultsOf(folder)).toEqual([fault]);
});

test.each([
	[
		'no repository',
		{ repository: undefined },
		'"repository" in package.json isn\'t that of the repository',
	],
	[
		'issues of another repository',
		{ bugs: { url: 'https://github.com/other/nodes/issues' } },
		'"bugs" in package.json isn\'t that of the repository',
	],
])('finds %s', (_name, manifest, fault) => {
	write({}, manifest);

	expect(addressFaults(folder, REPOSITORY)).toEqual([fault]);
});

test('finds a relative picture in the README', () => {
	write({ [README]: '![a](docs/a.png)' });

	expect(addressFaults(folder, REPOSITORY)).toEqual([
		`${README} has the relative address docs/a.png`,
	]);
});
