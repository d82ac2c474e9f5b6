import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { thirdPartyLicenses } from '../../tools/scripts/build/thirdPartyLicenses';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'talkover-licenses-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** A package in `node_modules`. @returns one of its files */
function install(name: string, files: Readonly<Record<string, string>>): string {
	const home = path.join(folder, 'node_modules', name);
	const manifest = JSON.stringify({ name, version: '1.2.3', license: 'MIT' });
	for (const [file, text] of Object.entries({ 'package.json': manifest, ...files })) {
		mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
		writeFileSync(path.join(home, file), text);
	}
	return path.join(home, 'lib/index.js');
}

test('lists each bundled package once, with all its licenses and notices', () => {
	const plain = install('plain', {
		LICENSE: 'Text A',
		'LICENSE.Apache': 'Text B',
		NOTICE: 'Text C',
	});
	const scoped = install('@scope/scoped', { 'license.md': 'Text D' });
	const nested = install('plain/node_modules/nested', { COPYING: 'Text E' });
	const own = path.join(folder, 'nodes/own.ts');

	const text = thirdPartyLicenses([own, plain, plain.replace('index', 'other'), scoped, nested], {
		plain: 'Text B is for the data.',
	});

	expect(text.match(/^=== .* ===$/gm)).toEqual([
		'=== @scope/scoped 1.2.3 (MIT) ===',
		'=== plain 1.2.3 (MIT) ===',
		'=== plain/node_modules/nested 1.2.3 (MIT) ===',
	]);
	for (const each of ['A', 'B', 'C', 'D', 'E']) expect(text).toContain(`Text ${each}\n`);
	expect(text).toContain('Text B is for the data.');
});

test('fails if a bundled package has no license', () => {
	const input = install('unlicensed', { 'README.md': 'Free for all' });

	expect(() => thirdPartyLicenses([input])).toThrow(
		'unlicensed 1.2.3 is bundled, but has no license',
	);
});
