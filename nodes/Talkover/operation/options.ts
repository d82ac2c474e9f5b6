import type { Field } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import { optionGroup } from '../parameters/groups';
import { number, toggle } from '../parameters/scalars';
import type { Values } from './operation';

const RUN_OPTIONS = [
	number({
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		default: 10,
		min: 1,
		max: 100,
		description: 'How many requests to Talkover may be in progress at the same time',
	}),
	number({
		displayName: 'Timeout',
		name: 'timeout',
		default: 30,
		min: 1,
		max: 300,
		description: 'How many seconds to wait for the answer to each request',
	}),
	number({
		displayName: 'Max Retries',
		name: 'maxRetries',
		default: 5,
		min: 0,
		max: 10,
		description:
			'How often a request is repeated that did not succeed, where that cannot do anything twice. With 0, a request that is refused because of the rate limit is not repeated either.',
	}),
] as const;

/** For operations that create something. */
export const resendUnknown = toggle({
	displayName: 'Send Again If Outcome Unknown',
	name: 'resendUnknown',
	default: false,
	description:
		'Whether a retry sends an item again whose outcome is not known, because the connection was lost or Talkover did not answer. It may then be created, or called, a second time.',
});

/** How the run goes about its requests; `timeout` is in seconds per request. */
export type RunOptions = OptionValues<typeof RUN_OPTIONS>;

/** Operations with the same options share one field, so that the editor gets it once. */
const made: { readonly of: readonly Field[]; readonly field: OptionsField }[] = [];

type OptionsField = Field<'options', RunOptions & Values>;

/** The `Options` collection of an operation: its own options and those that every operation has. */
export function optionsField(own: readonly Field[]): OptionsField {
	const same = made.find(
		({ of }) => of.length === own.length && of.every((field, index) => field === own[index]),
	);
	if (same) return same.field;
	const fields = [...own, ...RUN_OPTIONS] as const;
	const spec = { displayName: 'Options', name: 'options', placeholder: 'Add option' } as const;
	const field = optionGroup({ ...spec, fields });
	made.push({ of: own, field });
	return field;
}
