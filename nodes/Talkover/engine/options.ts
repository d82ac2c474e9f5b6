import type { Field } from './field';
import type { SettingsOf } from './fieldGroups';
import { settings } from './fieldGroups';
import { number } from './fieldTypes';
import type { Values } from './operation';

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

/** How the run goes about its requests; `timeout` is in seconds per request. */
export type RunSettings = SettingsOf<typeof RUN_OPTIONS>;

/** The `Options` collection of an operation: its own options and those that every operation has. */
export function optionsField(own: readonly Field[]): Field<'options', RunSettings & Values> {
	const fields = [...own, ...RUN_OPTIONS] as const;
	return settings({ displayName: 'Options', name: 'options', placeholder: 'Add option', fields });
}
