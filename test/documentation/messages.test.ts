import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { resources } from '../../nodes/Talkover/resources';
import type { MarkdownNode } from './markdown';
import { nodesIn, wordsOf } from './markdown';

const ROOT = path.join(__dirname, '../..');

/** Stands for what is only known while the node runs. */
const GAP = '…';

/** Every text in the code of the nodes and the credential, with a gap for each expression in it. */
function textsInCode(): string[] {
	return ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.flatMap((file) => textsIn(readFileSync(path.join(ROOT, folder, file), 'utf8'))),
	);
}

function textsIn(source: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
		if (ts.isTemplateExpression(node)) {
			const spans = node.templateSpans.map(({ literal }) => GAP + literal.text);
			texts.push(node.head.text + spans.join(''));
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('', source, ts.ScriptTarget.Latest));
	return texts;
}

/** The messages that the page on troubleshooting quotes: the first cells of its tables. */
function quotedMessages(): string[] {
	const page = readFileSync(path.join(ROOT, 'docs/troubleshooting.md'), 'utf8');
	const rows = nodesIn(page).filter(({ type }) => type === 'tableRow');
	return rows.flatMap(({ children: [first] = [] }: MarkdownNode) => {
		const isQuote = first?.children?.[0]?.type === 'emphasis';
		return first && isQuote ? wordsOf(first) : [];
	});
}

/** Without a gap at either end, where the page only shows that a text goes on. */
function trimmed(text: string): string {
	return text.replace(/^… |…$/g, '').trim();
}

test('every message that the page on troubleshooting quotes begins a text of the code', () => {
	const texts = textsInCode().map(trimmed);
	const quoted = quotedMessages().map(trimmed);
	expect(quoted.length).toBeGreaterThan(30);
	const isUnknown = (message: string) => !texts.some((text) => text.startsWith(message));
	expect(quoted.filter(isUnknown)).toEqual([]);
});

test('every operation that a page names exists, by its name in the panel', () => {
	const pages = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => readFileSync(path.join(ROOT, 'docs', file), 'utf8'));
	const exists = ([, resource, name]: readonly string[]) =>
		resources.some(
			(each) => each.name === resource && each.operations.some((one) => one.name === name),
		);
	const names = resources.map(({ name }) => name).join('|');
	const named = pages.flatMap((page) => [
		...page.matchAll(new RegExp(`\\*(${names}): ([A-Z][^*]*)\\*`, 'g')),
	]);

	expect(named.length).toBeGreaterThan(70);
	expect(named.filter((each) => !exists(each)).map(([all]) => all)).toEqual([]);
});
