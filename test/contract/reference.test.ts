import { readFileSync } from 'node:fs';
import path from 'node:path';

import { referenceFiles } from '../../scripts/generators/reference';

test('the reference and the list in the README match the output of "npm run generate"', async () => {
	for (const [name, content] of Object.entries(await referenceFiles())) {
		expect(readFileSync(path.join(__dirname, '../..', name), 'utf8')).toBe(content);
	}
});
