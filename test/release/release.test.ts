import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { run } from '../../tools/scripts/release/commands';
import { cutRelease, packRelease } from '../../tools/scripts/release/release';
import { unpack } from '../../tools/scripts/release/tarball';

const ORDER = { tag: 'v0.1.0', remote: 'git@github.com:made-up/nodes.git' };

const MANIFEST = {
	name: 'n8n-nodes-made-up',
	version: '0.1.0',
	files: ['dist'],
	scripts: { build: 'node build.js' },
	peerDependencies: { 'n8n-workflow': '*' },
};

const FILES: Readonly<Record<string, string>> = {
	'package.json': JSON.stringify(MANIFEST),
	'package-lock.json': JSON.stringify({
		name: MANIFEST.name,
		version: '0.1.0',
		lockfileVersion: 3,
		packages: { '': { name: MANIFEST.name, version: '0.1.0' } },
	}),
	LICENSE: 'MIT',
	'README.md': '![A panel](docs/panel.png)\n```sh\ngit clone <repository>\n```\n',
	'docs/panel.png': '',
	'CHANGELOG.md':
		'# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n\n- [A panel](docs/panel.png)\n',
	// What comes out of a build is there already.
	'build.js': '',
	'dist/third-party-licenses.txt': '',
	'dist/icons/talkover.svg': '<svg/>',
	'tools/scripts/scan.mjs': "console.log('first line\\nno findings')",
};

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-made-up-'));
	for (const [name, text] of Object.entries(FILES)) write(name, text);
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
	const file = path.join(folder, name);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
}

function read(...names: readonly string[]): string {
	return readFileSync(path.join(...names), 'utf8');
}

test('the tarball has the addresses of the repository, and the notes are beside it', () => {
	const log: string[] = [];

	const release = packRelease(folder, ORDER, (line) => log.push(line));

	const unpacked = unpack(release.tarball, path.join(folder, 'unpacked'));
	const picture = 'https://raw.githubusercontent.com/made-up/nodes/v0.1.0/docs/panel.png';
	expect(JSON.parse(read(unpacked, 'package.json'))).toMatchObject({
		repository: { type: 'git', url: 'git+https://github.com/made-up/nodes.git' },
		bugs: { url: 'https://github.com/made-up/nodes/issues' },
		homepage: 'https://github.com/made-up/nodes#readme',
	});
	expect(read(unpacked, 'README.md')).toBe(
		`![A panel](${picture})\n\`\`\`sh\ngit clone https://github.com/made-up/nodes\n\`\`\`\n`,
	);
	expect(read(folder, 'release/notes.md')).toBe(`- [A panel](${picture})\n`);
	expect(read(folder, 'release/dist-tag')).toBe('latest\n');
	expect(log).toContain('Scanned: no findings');
});

test.each([
	['the tag of another version', { ...ORDER, tag: 'v0.2.0' }, 'The tag is v0.2.0'],
	['a remote that is not on GitHub', { ...ORDER, remote: '/srv/nodes.git' }, 'on GitHub'],
])('refuses %s before it changes anything', (_name, order, message) => {
	expect(() => packRelease(folder, order, () => undefined)).toThrow(message);

	expect(read(folder, 'package.json')).toBe(FILES['package.json']);
	expect(existsSync(path.join(folder, 'release'))).toBe(false);
});

test('refuses a version that is not the newest in CHANGELOG.md', () => {
	write('CHANGELOG.md', FILES['CHANGELOG.md']?.replace('[0.1.0]', '[0.0.9]') ?? '');

	expect(() => packRelease(folder, ORDER, () => undefined)).toThrow('CHANGELOG.md is 0.0.9');
});

test('packs nothing if the scanner finds something, and shows what', () => {
	write('tools/scripts/scan.mjs', "console.error('no-console: 1 finding'); process.exitCode = 1;");

	expect(() => packRelease(folder, ORDER, () => undefined)).toThrow('no-console: 1 finding');
	expect(existsSync(path.join(folder, 'release'))).toBe(false);
});

test('refuses a tarball with a fault', () => {
	write('dist/a.js.map', '{}');

	expect(() => packRelease(folder, ORDER, () => undefined)).toThrow('dist/a.js.map');
});

test('a new version is in the changelog, package.json and package-lock.json', () => {
	write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n- More.\n');

	cutRelease(folder, '0.2.0');

	expect(read(folder, 'CHANGELOG.md')).toMatch(/^## \[0\.2\.0\] - \d{4}-\d\d-\d\d\n\n- More\.$/m);
	const release = packRelease(folder, { ...ORDER, tag: 'v0.2.0' }, () => undefined);
	expect(release.version).toBe('0.2.0');
	expect(run(folder, 'ls', 'release').split('\n')).toContain('n8n-nodes-made-up-0.2.0.tgz');
});
