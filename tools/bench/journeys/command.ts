import { parseArgs } from 'node:util';

import { journeys, risesOf } from '../parts/journeys';
import { forTerminal, readResults, withTables, writeResults } from '../report';

/** The arguments of the command. */
export const JOURNEYS_USAGE = 'npm run bench -- journeys [--write]';

/**
 * `npm run bench -- journeys`: counts how far one item travels through the code, and fails if that is further than
 * recorded, or records it.
 */
export async function journeysCommand(args: string[]): Promise<void> {
	const { values } = parseArgs({ args, options: { write: { type: 'boolean', default: false } } });
	const table = await journeys.run({ rounds: 1, log: console.log });
	console.log(forTerminal(table));
	const record = readResults();
	if (values.write) {
		writeResults(withTables(record, [], [table]));
		return;
	}
	const rises = risesOf(table, record);
	for (const rise of rises) console.log(`✗ ${rise}`);
	if (rises.length > 0) process.exitCode = 1;
}
