import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** The rows of the table below the heading *Threats* of the threat model: threat, defense, tests. */
const rows = threatsIn(readFileSync(path.join(ROOT, 'docs/threat-model.md'), 'utf8'));

function threatsIn(document: string): string[][] {
	const section = document.split(/^## /m).find((text) => text.startsWith('Threats')) ?? '';
	const lines = section.split('\n').filter((line) => line.startsWith('| '));
	// The first one is the heading of the table.
	return lines.slice(1).map((line) => line.split(/(?<!\\)\|/).slice(1, -1));
}

function testsIn(cell: string): { title: string; file: string }[] {
	return [...cell.matchAll(/\[([^[\]]+)\]\(\.\.\/(test\/[^()]+)\)/g)].map(
		([, title = '', file = '']) => ({ title, file }),
	);
}

/** Whether a file has a test, or a group of tests, with this title. */
function hasTest(source: string, title: string): boolean {
	return ["'", '"', '`'].some((quote) => {
		const literal = quote + title.replaceAll(quote, `\\${quote}`) + quote;
		const parts = source.split(literal);
		return parts.slice(0, -1).some((before, index) => {
			return /\(\s*$/.test(before) && /^\s*,/.test(parts[index + 1] ?? '');
		});
	});
}

test('every threat in the threat model has a defense and a test', () => {
	expect(rows.length).toBeGreaterThan(20);
	for (const [threat = '', defense = '', tests = '', ...others] of rows) {
		expect(threat).toMatch(/\w/);
		expect(defense).toMatch(/\w/);
		expect(testsIn(tests)).not.toEqual([]);
		expect(others).toEqual([]);
	}
});

test('every test that the threat model names for a threat exists', () => {
	const missing = rows
		.flatMap(([, , tests = '']) => testsIn(tests))
		.filter(({ title, file }) => {
			const source = path.join(ROOT, file);
			return !existsSync(source) || !hasTest(readFileSync(source, 'utf8'), title);
		});

	expect(missing).toEqual([]);
});
