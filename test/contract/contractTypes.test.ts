import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CONTRACT_TYPES, contractTypes } from '../../scripts/generators/contractTypes';

const FILE = path.join(__dirname, '../..', CONTRACT_TYPES);

test('the types of the contract match the output of "npm run generate"', async () => {
	expect(readFileSync(FILE, 'utf8')).toBe(await contractTypes());
});
