import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format } from 'prettier';

import { creationKeys } from '../operations/records/creationKeys';
import { savedParameters } from '../operations/records/savedParameters';
import { CONTRACT_TYPES, contractTypes } from './generators/contractTypes';
import { ENDPOINTS, endpoints } from './generators/endpoints';
import { examplesFiles } from './generators/examples';
import { LEFT_OUT } from '../operations/leftOut';
import { REFERENCE_FOLDER, referenceFiles } from './generators/reference';
import { SCHEMA_FOLDER, schemaFiles } from './generators/schemas';
import { TIME_ZONE_MAP, timeZoneMap } from './generators/timeZoneMap';

const ROOT = path.join(__dirname, '../..');
const LEFT_OUT_FILE = 'tools/operations/leftOut.json';
const SAVED_WORKFLOWS = 'tools/operations/records/savedWorkflows.json';
const CREATION_KEYS = 'tools/operations/records/creationKeys.json';

/**
 * `npm run generate`: everything that follows from the contract, the operations and the example workflows. Run it
 * after adding or changing one. With `--check`, only lists the files that aren't up to date.
 */
async function main(): Promise<void> {
	const files = await generatedFiles();
	const changed = Object.entries(files).filter(([name, content]) => contentOf(name) !== content);
	const stale = generatedBefore().filter((name) => !(name in files));
	const isCheck = process.argv.includes('--check');
	if (!isCheck) {
		for (const [name, content] of changed) write(name, content);
		for (const name of stale) rmSync(path.join(ROOT, name));
	}
	for (const [name] of changed) console.log(isCheck ? `outdated: ${name}` : name);
	for (const name of stale)
		console.log(isCheck ? `not generated anymore: ${name}` : `removed ${name}`);
	const count = changed.length + stale.length;
	console.log(`${String(Object.keys(files).length)} generated files, ${String(count)} outdated`);
	if (isCheck && count > 0) process.exitCode = 1;
}

/** The contents of all generated files, by path. */
async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
	return {
		[CONTRACT_TYPES]: await contractTypes(),
		[ENDPOINTS]: endpoints(),
		[TIME_ZONE_MAP]: await timeZoneMap(),
		...(await schemaFiles()),
		[LEFT_OUT_FILE]: await asJson(LEFT_OUT),
		...(await referenceFiles()),
		...examplesFiles(),
		[SAVED_WORKFLOWS]: await withAdditions(SAVED_WORKFLOWS, savedParameters()),
		[CREATION_KEYS]: await withAdditions(CREATION_KEYS, { keys: creationKeys() }),
	};
}

/** The output previews and the pages of the reference that exist. */
function generatedBefore(): string[] {
	return [SCHEMA_FOLDER, REFERENCE_FOLDER].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(?:json|md)$/.test(name))
			.map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
	);
}

/**
 * A file that records what saved workflows rely on, with new entries. Existing entries are neither changed nor
 * removed: a test fails if the code disagrees with them.
 */
async function withAdditions(
	name: string,
	current: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<string> {
	const stored = JSON.parse(contentOf(name) ?? '{}') as Record<string, Record<string, unknown>>;
	for (const [group, entries] of Object.entries(current)) {
		const known = (stored[group] ??= {});
		for (const [entry, value] of Object.entries(entries)) {
			const more = entry in known ? withNewValues(known[entry], value) : value;
			if (more !== undefined) known[entry] = more;
		}
	}
	const sorted = Object.fromEntries(Object.entries(stored).sort(([a], [b]) => (a < b ? -1 : 1)));
	return asJson(sorted);
}

/** A stored choice with the values that were added to it since; undefined if there are none. */
function withNewValues(known: unknown, current: unknown): unknown {
	const [old, all] = [known, current].map(
		(saved) => (saved as { values?: unknown[] }).values ?? [],
	);
	const added = all?.filter((value) => !old?.includes(value)) ?? [];
	if (!old || added.length === 0) return undefined;
	return { ...(known as object), values: [...old, ...added].sort() };
}

async function asJson(content: object): Promise<string> {
	const options = JSON.parse(readFileSync(path.join(ROOT, '.prettierrc.json'), 'utf8')) as object;
	return format(JSON.stringify(content), { parser: 'json', ...options });
}

/** The content of a file; undefined if it doesn't exist. */
function contentOf(name: string): string | undefined {
	const file = path.join(ROOT, name);
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function write(name: string, content: string): void {
	const file = path.join(ROOT, name);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, content);
}

main().catch((error: unknown) => {
	// What stops it is a step that is missing, and the message names it.
	console.error(error instanceof Error ? `\nNot everything is generated: ${error.message}` : error);
	process.exitCode = 1;
});
