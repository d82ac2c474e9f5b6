import { readFileSync } from 'node:fs';
import path from 'node:path';

const WORDS = path.join(__dirname, '../../tools/scripts/language/words.txt');

test('the words of the project are sorted, each once', () => {
	const words = readFileSync(WORDS, 'utf8').trimEnd().split('\n');
	const lower = words.map((word) => word.toLowerCase());

	expect(lower).toEqual([...new Set(lower)].sort());
});
