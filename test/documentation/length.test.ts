import { readFileSync } from 'node:fs';
import path from 'node:path';

import { nodesIn, wordsOf } from './markdown';

const ROOT = path.join(__dirname, '../..');

/** The most words of a page. */
const MOST: Readonly<Record<string, number>> = {
	'CONTRIBUTING.md': 1_100,
	'README.md': 650,
	'SECURITY.md': 450,
	'docs/agents.md': 600,
	'docs/ai-agents.md': 450,
	'docs/call-responsibly.md': 650,
	'docs/calls.md': 1_400,
	'docs/examples.md': 1_800,
	'docs/operations.md': 450,
	'docs/phone-numbers.md': 400,
	'docs/reliability.md': 900,
	'docs/running-n8n.md': 1_300,
	'docs/threat-model.md': 1_500,
	'docs/trigger.md': 1_000,
	'docs/troubleshooting.md': 1_200,
	'tools/bench/RESULTS.md': 840,
};
const LONGEST_SENTENCE = 30;

/** What people read as one: headings, paragraphs and cells of tables, but no commands. */
const BLOCKS = ['heading', 'paragraph', 'tableCell'];

const countOf = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;

/** Once for all pages, because remark takes half a second to start. */
const texts = (() => {
	const files = Object.keys(MOST);
	const pages: Record<string, string[]> = {};
	let page: string[] = [];
	const all = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8')).join('\n\n');
	for (const node of nodesIn(all).filter(({ type }) => BLOCKS.includes(type))) {
		if (node.depth === 1) page = pages[files[Object.keys(pages).length] ?? ''] = [];
		page.push(wordsOf(node));
	}
	return pages;
})();

test.each(Object.entries(MOST))('%s has at most %i words besides its commands', (file, most) => {
	const words = (texts[file] ?? []).map(countOf).reduce((sum, count) => sum + count, 0);
	expect(words).toBeGreaterThan(most / 3);
	expect(words).toBeLessThanOrEqual(most);
});

test('no sentence of these pages has more than thirty words', () => {
	const sentences = Object.values(texts).flatMap((blocks) =>
		blocks.flatMap((block) => block.replace(/\s+/g, ' ').split(/(?<=[.!?:;]["”)]?) /)),
	);
	expect(sentences.length).toBeGreaterThan(500);
	expect(sentences.filter((sentence) => countOf(sentence) > LONGEST_SENTENCE)).toEqual([]);
});
