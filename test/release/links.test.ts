import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Source } from '../../tools/scripts/release/links';
import { absoluteLinks, relativeLinks } from '../../tools/scripts/release/links';
import { README } from '../../tools/scripts/release/tarball';

const ROOT = path.join(__dirname, '../..');

const SOURCE: Source = {
	repository: { owner: 'made-up', name: 'nodes' },
	ref: 'v1.2.3',
	kindOf: (file) => {
		if (file.startsWith('missing')) return undefined;
		return /\.\w+$|LICENSE/.test(file) ? 'file' : 'folder';
	},
};

const PANEL = 'https://raw.githubusercontent.com/made-up/nodes/v1.2.3/docs/panel.png';
const BLOB = 'https://github.com/made-up/nodes/blob/v1.2.3';

test.each([
	['![A panel](docs/panel.png)', `![A panel](${PANEL})`],
	[
		'[the reference](docs/reference.md#call-make)',
		`[the reference](${BLOB}/docs/reference.md#call-make)`,
	],
	['([`demo/`](./demo))', '([`demo/`](https://github.com/made-up/nodes/tree/v1.2.3/demo))'],
	['[a](LICENSE "MIT") and [b](a.md)', `[a](${BLOB}/LICENSE "MIT") and [b](${BLOB}/a.md)`],
	['[![p](docs/panel.png)](docs/p.md)', `[![p](${PANEL})](${BLOB}/docs/p.md)`],
])('makes the address in %j absolute', (markdown, absolute) => {
	expect(absoluteLinks(markdown, SOURCE)).toBe(absolute);
});

test.each([
	['[a place in the same document](#install)'],
	['[n8n](https://n8n.io) and <https://n8n.io>'],
	['[mail](mailto:someone@example.org)'],
	['[another host](//example.org/a.png)'],
	['the text `[a](b.md)` in code'],
	['```md\n[a](b.md)\n```'],
	['~~~\n![a](b.png)\n~~~'],
])('leaves %j as it is', (markdown) => {
	expect(absoluteLinks(markdown, SOURCE)).toBe(markdown);
});

test.each([['[a](missing.md)'], ['![a](missing/picture.png)'], ['[a](../elsewhere.md)']])(
	'rejects %j, which leads to nothing in the repository',
	(markdown) => {
		expect(() => absoluteLinks(markdown, SOURCE)).toThrow('leads to nothing');
	},
);

test('finds relative addresses in forms that are not made absolute', () => {
	const markdown = [
		'[a](a.md) ![b](b.png) [c](https://example.org/c) [d](#d)',
		'<img src="e.png"> <a href="#f">',
		'[g]: g.md',
		'```',
		'[h](h.md)',
		'```',
	].join('\n');

	expect(relativeLinks(markdown)).toEqual(['a.md', 'b.png', 'e.png', 'g.md']);
});

test('leaves no relative address in the README', () => {
	const readme = readFileSync(path.join(ROOT, README), 'utf8');
	const kindOf = (file: string) =>
		statSync(path.join(ROOT, file)).isDirectory() ? ('folder' as const) : ('file' as const);

	expect(relativeLinks(readme).length).toBeGreaterThan(15);
	expect(relativeLinks(absoluteLinks(readme, { ...SOURCE, kindOf }))).toEqual([]);
});
