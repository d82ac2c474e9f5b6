import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { Workflow } from './workflow';

/** Where the example workflows are. */
export const EXAMPLES = path.join(__dirname, '../../examples');

/** To be replaced by one example in the form of the others. */
const OLD = ['call-and-wait.json', 'resume-when-call-ended.json'];

/** The names of all example files. */
export function exampleFiles(): string[] {
	return readdirSync(EXAMPLES).filter((file) => file.endsWith('.json') && !OLD.includes(file));
}

/** @param file a name in {@link EXAMPLES} */
export function readExample(file: string): Workflow {
	return JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as Workflow;
}
