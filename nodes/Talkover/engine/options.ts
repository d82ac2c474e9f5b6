import type { Field, ValuesOf } from './field';
import { collection } from './fieldGroups';
import { number } from './fieldTypes';

const RUN_OPTIONS = [
	number({
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		default: 10,
		min: 1,
		max: 100,
		description: 'How many requests to Talkover may be under way at the same time',
	}),
	number({
		displayName: 'Timeout',
		name: 'timeout',
		default: 30,
		min: 1,
		max: 300,
		description: 'How many seconds to wait for the answer to each request',
	}),
] as const;

/** The `Options` collection of an operation: its own options and those that every operation has. */
export function optionsField(own: readonly Field[]): Field<'options', Record<string, unknown>> {
	const fields = [...own, ...RUN_OPTIONS].sort((a, b) =>
		a.property.displayName.localeCompare(b.property.displayName),
	);
	return collection({
		displayName: 'Options',
		name: 'options',
		placeholder: 'Add option',
		fields,
	});
}

/** How the run goes about its requests; read once per run, not per item. */
export interface RunSettings {
	readonly maxConcurrency: number;
	/** Seconds per request. */
	readonly timeout: number;
}

export function runSettings(options: Partial<ValuesOf<typeof RUN_OPTIONS>>): RunSettings {
	return { maxConcurrency: options.maxConcurrency ?? 10, timeout: options.timeout ?? 30 };
}
