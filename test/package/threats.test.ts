import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The threats, each with its number and its defense. */
const threats = rowsOf(read('docs/threat-model.md').split(/^## Threats$/m)[1] ?? '');
/** The names of the tests of each threat, after its number. */
const index = rowsOf(read('docs/development/threat-tests.md'));

/** The cells of a table, without its heading. */
function rowsOf(document: string): string[][] {
	const lines = document.split('\n').filter((line) => line.startsWith('| '));
	return lines.slice(1).map((line) => {
		const cells = line.split(/(?<!\\)\|/).slice(1, -1);
		return cells.map((cell) => cell.trim());
	});
}

function testsIn(cell: string): { title: string; file: string }[] {
	return [...cell.matchAll(/\[([^[\]]+)\]\(\.\.\/\.\.\/(test\/[^()]+)\)/g)].map(
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
	expect(threats.length).toBeGreaterThan(20);
	expect(index.map(([number]) => number)).toEqual(threats.map(([number]) => number));
	for (const [position, [number, threat = '', defense = '']] of threats.entries()) {
		expect(number).toBe(String(position + 1));
		expect(threat).toMatch(/\w/);
		expect(defense).toMatch(/\w/);
		expect(testsIn(index[position]?.[1] ?? '')).not.toEqual([]);
	}
});

test('every test that is named for a threat exists', () => {
	const missing = index
		.flatMap(([, tests = '']) => testsIn(tests))
		.filter(({ title, file }) => !existsSync(path.join(ROOT, file)) || !hasTest(read(file), title));

	expect(missing).toEqual([]);
});
