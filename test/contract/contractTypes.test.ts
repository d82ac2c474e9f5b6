import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** In a process of its own, because openapi-typescript has ES modules and a YAML library that n8n also loads. */
function generated(): string {
	const script = 'scripts/generators/printContractTypes.ts';
	const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e9 } as const;
	return execFileSync(process.execPath, ['--import', 'tsx', script], options);
}

test('the types of the contract match the output of "npm run generate"', () => {
	const file = path.join(ROOT, 'nodes/Talkover/api/contract/contract.d.ts');
	expect(readFileSync(file, 'utf8')).toBe(generated());
});
