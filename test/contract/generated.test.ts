import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { schemaFile } from '../../tools/scripts/generators/schemas';

test('the generated files are up to date', async () => {
	// In a process of its own, because openapi-typescript has ES modules and a YAML library that n8n also loads.
	const args = ['--import', 'tsx', 'tools/scripts/generate.ts', '--check'];
	const run = promisify(execFile)(process.execPath, args, { cwd: path.join(__dirname, '../..') });
	const { stdout } = await run.catch((error: unknown) => error as { readonly stdout: string });

	expect(stdout).toMatch(/^[1-9]\d+ generated files, 0 outdated\n$/);
});

test('the output preview of Make and Wait begins in the order of its output, with how the call ended', () => {
	const file = path.join(__dirname, '../..', schemaFile('call', 'makeAndWait'));
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };

	const first = ['outcome', 'placed', 'reason', 'status', 'duration', 'to'];
	expect(Object.keys(properties).slice(0, first.length)).toEqual(first);
});
