import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format } from 'prettier';

import { creationKeys } from '../operations/records/creationKeys';
import { savedParameters } from '../operations/records/savedParameters';
import { CONTRACT_TYPES, contractTypes } from './generators/contractTypes';
import { examplesFiles } from './generators/examples';
import { LEFT_OUT } from '../operations/leftOut';
import { referenceFiles } from './generators/reference';
import { SCHEMA_FOLDER, schemaFiles } from './generators/schemas';

const ROOT = path.join(__dirname, '..');
const LEFT_OUT_FILE = 'operations/leftOut.json';
const SAVED_WORKFLOWS = 'operations/records/savedWorkflows.json';
const CREATION_KEYS = 'operations/records/creationKeys.json';

/**
 * `npm run generate`: everything that follows from the contract, the operations and the example workflows. Run it
 * after adding or changing one.
 */
async function main(): Promise<void> {
	write(CONTRACT_TYPES, await contractTypes());
	console.log(`The types of the contract in ${CONTRACT_TYPES}`);

	const schemas = await schemaFiles();
	rmSync(path.join(ROOT, SCHEMA_FOLDER), { recursive: true, force: true });
	for (const [name, content] of Object.entries(schemas)) write(`${SCHEMA_FOLDER}/${name}`, content);
	console.log(`${String(Object.keys(schemas).length)} output previews in ${SCHEMA_FOLDER}`);

	write(LEFT_OUT_FILE, await asJson(LEFT_OUT));
	console.log(
		`${String(Object.values(LEFT_OUT).flat().length)} operations left out in ${LEFT_OUT_FILE}`,
	);

	const pages = { ...(await referenceFiles()), ...examplesFiles() };
	for (const [name, content] of Object.entries(pages)) write(name, content);
	console.log(`The generated parts of ${Object.keys(pages).join(' and ')}`);

	const parameters = await addTo(SAVED_WORKFLOWS, savedParameters());
	console.log(`${String(parameters)} additions to ${SAVED_WORKFLOWS}`);
	const keys = await addTo(CREATION_KEYS, { keys: creationKeys() });
	console.log(`${String(keys)} additions to ${CREATION_KEYS}`);
}

/**
 * Adds new entries to a file that records what saved workflows rely on. Existing entries are neither changed
 * nor removed: a test fails if the code disagrees with them.
 *
 * @returns how many entries were added
 */
async function addTo(
	name: string,
	current: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<number> {
	const stored = JSON.parse(readFileSync(path.join(ROOT, name), 'utf8')) as Record<
		string,
		Record<string, unknown>
	>;
	let added = 0;
	for (const [group, entries] of Object.entries(current)) {
		const known = (stored[group] ??= {});
		for (const [entry, value] of Object.entries(entries)) {
			const more = entry in known ? withNewValues(known[entry], value) : value;
			if (more === undefined) continue;
			known[entry] = more;
			added += 1;
		}
	}
	const sorted = Object.fromEntries(Object.entries(stored).sort(([a], [b]) => (a < b ? -1 : 1)));
	write(name, await asJson(sorted));
	return added;
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
