import { readFileSync } from 'node:fs';
import path from 'node:path';

import { examplesFiles } from '../../scripts/generators/examples';
import { referenceFiles } from '../../scripts/generators/reference';

test('the reference and the page of examples match the output of "npm run generate"', async () => {
	const pages = Object.entries({ ...(await referenceFiles()), ...examplesFiles() });
	expect(pages.map(([name]) => name)).toEqual(['docs/reference.md', 'docs/examples.md']);
	for (const [name, content] of pages) {
		expect(readFileSync(path.join(__dirname, '../..', name), 'utf8')).toBe(content);
	}
});
