import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { schemaFiles } from '../../../scripts/generators/schemas';

const FOLDER = path.join(__dirname, '../../../nodes/Talkover/__schema__');

test('the output previews match the output of "npm run generate"', async () => {
	const found = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json'))
		.map((name) => [name.replaceAll('\\', '/'), readFileSync(path.join(FOLDER, name), 'utf8')]);

	expect(Object.fromEntries(found)).toEqual(await schemaFiles());
});
