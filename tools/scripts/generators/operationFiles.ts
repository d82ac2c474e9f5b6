import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { format } from 'prettier';

import { LEFT_OUT } from '../../operations/leftOut';
import { creationKeys } from '../../operations/records/creationKeys';
import { savedParameters } from '../../operations/records/savedParameters';
import { examplesFiles } from './examples';
import { ROOT, contentOf } from './file';
import { REFERENCE_FOLDER, referenceFiles } from './reference';
import { SCHEMA_FOLDER, schemaFiles } from './schemas';

const LEFT_OUT_FILE = 'tools/operations/leftOut.json';
const SAVED_WORKFLOWS = 'tools/operations/records/savedWorkflows.json';
const CREATION_KEYS = 'tools/operations/records/creationKeys.json';

/** The contents of the files that follow from the operations and the example workflows, by path. */
export async function operationFiles(): Promise<Readonly<Record<string, string>>> {
	return {
		...(await schemaFiles()),
		[LEFT_OUT_FILE]: await asJson(LEFT_OUT),
		...(await referenceFiles()),
		...examplesFiles(),
		[SAVED_WORKFLOWS]: await withAdditions(SAVED_WORKFLOWS, savedParameters()),
		[CREATION_KEYS]: await withAdditions(CREATION_KEYS, { keys: creationKeys() }),
	};
}

/** The output previews and the pages of the reference that exist. */
export function generatedBefore(): string[] {
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
