import { rmSync } from 'node:fs';
import path from 'node:path';

import { CONTRACT_TYPES, contractTypes } from './generators/contractTypes';
import { ENDPOINTS, endpoints } from './generators/endpoints';
import { ROOT, contentOf, write } from './generators/file';
import { TIME_ZONE_MAP, timeZoneMap } from './generators/timeZoneMap';

/**
 * `npm run generate`: everything that follows from the contract, the operations and the example workflows. Run it
 * after adding or changing one. With `--check`, only lists the files that aren't up to date.
 */
async function main(): Promise<void> {
	const isCheck = process.argv.includes('--check');
	const contract = {
		[CONTRACT_TYPES]: await contractTypes(),
		[ENDPOINTS]: endpoints(),
		[TIME_ZONE_MAP]: await timeZoneMap(),
	};
	const outdated = changedOf(contract);
	if (isCheck && outdated.length > 0) {
		for (const [name] of outdated) console.log(`outdated: ${name}`);
		console.log('Operations are only checked once these are up to date: run npm run generate');
		process.exitCode = 1;
		return;
	}
	for (const [name, content] of outdated) write(name, content);
	// Only now, because a new operation needs the endpoint that has just been written.
	const { generatedBefore, operationFiles } = await import('./generators/operationFiles.js');
	const files = await operationFiles();
	const changed = changedOf(files);
	const stale = generatedBefore().filter((name) => !(name in files));
	if (!isCheck) {
		for (const [name, content] of changed) write(name, content);
		for (const name of stale) rmSync(path.join(ROOT, name));
	}
	for (const [name] of [...outdated, ...changed]) {
		console.log(isCheck ? `outdated: ${name}` : name);
	}
	for (const name of stale)
		console.log(isCheck ? `not generated anymore: ${name}` : `removed ${name}`);
	const total = Object.keys({ ...contract, ...files }).length;
	const count = outdated.length + changed.length + stale.length;
	const next = isCheck && count > 0 ? ': run npm run generate' : '';
	console.log(`${String(total)} generated files, ${String(count)} outdated${next}`);
	if (isCheck && count > 0) process.exitCode = 1;
}

function changedOf(files: Readonly<Record<string, string>>): [name: string, content: string][] {
	return Object.entries(files).filter(([name, content]) => contentOf(name) !== content);
}

main().catch((error: unknown) => {
	// What stops it is a step that is missing, and the message names it.
	console.error(error instanceof Error ? `\nNot everything is generated: ${error.message}` : error);
	process.exitCode = 1;
});
