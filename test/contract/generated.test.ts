import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

test('the generated files are up to date', async () => {
	// In a process of its own, because openapi-typescript has ES modules and a YAML library that n8n also loads.
	const args = ['--import', 'tsx', 'scripts/generate.ts', '--check'];
	const run = promisify(execFile)(process.execPath, args, { cwd: path.join(__dirname, '../..') });
	const { stdout } = await run.catch((error: unknown) => error as { readonly stdout: string });

	expect(stdout).toMatch(/^[1-9]\d+ generated files, 0 outdated\n$/);
});
