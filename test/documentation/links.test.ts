import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { anchorOf } from '../../tools/scripts/generators/pages';
import { brokenLinks, nodesIn, wordsOf } from './markdown';

const ROOT = path.join(__dirname, '../..');

const PAGES = [
	...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
	...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file.replaceAll('\\', '/')}`),
	'tools/bench/RESULTS.md',
];

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

test('every link of the documentation leads to a file, a heading or a picture that exists', () => {
	expect(PAGES).toEqual(
		expect.arrayContaining([
			'README.md',
			'SECURITY.md',
			'docs/reference.md',
			'docs/development/simulator.md',
		]),
	);
	expect(brokenLinks(PAGES)).toBe('');
});

test('the addresses of documentation in nodes and credentials lead to the README and its headings', () => {
	const { name } = JSON.parse(read('package.json')) as { name: string };
	const readme = `https://www.npmjs.com/package/${name}`;
	const headings = nodesIn(read('README.md')).filter(({ type }) => type === 'heading');
	const known = [readme, ...headings.map((each) => `${readme}#${anchorOf(wordsOf(each))}`)];

	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(?:ts|json)$/.test(file))
			.map((file) => read(path.join(folder, file))),
	);
	const found = sources.flatMap(
		(source) => source.match(/https:\/\/www\.npmjs\.com[^'"\s)]*/g) ?? [],
	);
	expect(found.length).toBeGreaterThan(4);
	expect(found.filter((address) => !known.includes(address))).toEqual([]);
});
