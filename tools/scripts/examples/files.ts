import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { Workflow } from './workflow';

/** Where the example workflows are. */
export const EXAMPLES = path.join(__dirname, '../../../examples');

/** The names of all example files. */
export function exampleFiles(): string[] {
	return readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));
}

/** @param file a name in {@link EXAMPLES} */
export function readExample(file: string): Workflow {
	return JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as Workflow;
}
