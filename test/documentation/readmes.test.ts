import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { MarkdownNode } from './markdown';
import { nodesIn } from './markdown';

const ROOT = path.join(__dirname, '../..');
const ENGLISH = 'README.md';
const PORTUGUESE = 'docs/pt-BR/README.md';

function nodesOf(file: string): MarkdownNode[] {
	return nodesIn(readFileSync(path.join(ROOT, file), 'utf8'));
}

const [english, portuguese] = [nodesOf(ENGLISH), nodesOf(PORTUGUESE)];

/** How many entries each list and each table has, and how deep each heading is. */
function outline(nodes: readonly MarkdownNode[]): string[] {
	return nodes.flatMap(({ type, depth, children = [] }) => {
		if (type === 'heading') return `heading ${String(depth)}`;
		return ['list', 'table'].includes(type) ? `${type} of ${children.length}` : [];
	});
}

/** The addresses in a page, seen from the root. */
function urls(page: string, nodes: readonly MarkdownNode[], type: string): string[] {
	return nodes
		.filter((node) => node.type === type)
		.map(({ url = '' }) => (/^https?:/.test(url) ? url : path.join(path.dirname(page), url)));
}

test('both READMEs have the same headings, lists and tables in the same order', () => {
	expect(outline(english)).toContain('heading 2');
	expect(outline(portuguese)).toEqual(outline(english));
});

test('both READMEs have the same commands', () => {
	const commands = (nodes: readonly MarkdownNode[]) =>
		nodes.filter(({ type }) => type === 'code').map(({ value }) => value);
	expect(commands(english)).toEqual([
		'git clone <repository> n8n-nodes-talkover\ncd n8n-nodes-talkover\nnpm ci\nnpm run demo',
	]);
	expect(commands(portuguese)).toEqual(commands(english));
});

test('both READMEs have the same pictures', () => {
	const pictures = urls(ENGLISH, english, 'image');
	expect(pictures.length).toBeGreaterThan(0);
	expect(urls(PORTUGUESE, portuguese, 'image')).toEqual(pictures);
});

test('the first link of each README leads to the other, and all further links are the same', () => {
	const [toPortuguese, ...links] = urls(ENGLISH, english, 'link');
	expect(toPortuguese).toBe(PORTUGUESE);
	expect(urls(PORTUGUESE, portuguese, 'link')).toEqual([ENGLISH, ...links]);
});
