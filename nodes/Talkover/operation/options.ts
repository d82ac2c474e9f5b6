import { cached, lazily } from '../base/collections/cache';
import type { Field, FieldValue } from '../parameters/field';
import { byUser } from '../parameters/field';
import { optionGroup } from '../parameters/groups';
import { number, onWhenAdded, optionalNumber } from '../parameters/scalars';
import type { Values } from './job';

/** On the screen. */
export const MAX_RETRIES = 'Max Request Retries';

/** How requests are sent, which doesn't depend on the operation. */
export const requests = optionGroup({
	displayName: 'Requests',
	name: 'requests',
	placeholder: 'Add setting',
	fields: [
		optionalNumber({
			displayName: 'Max Concurrency',
			name: 'maxConcurrency',
			min: 1,
			max: 100,
			description: 'Requests at once (1–100). If empty, 10 for calls, otherwise 10 to 50.',
		}),
		number({
			displayName: MAX_RETRIES,
			name: 'maxRetries',
			default: 5,
			min: 0,
			max: 10,
			description: 'Only where a retry is safe (0–10)',
		}),
		number({
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			default: 30,
			min: 1,
			max: 300,
			description: 'The longest wait for each response (1–300)',
		}),
	],
});

/** The settings of a run's requests; `timeout` is in seconds per request. */
export type RequestSettings = FieldValue<typeof requests>;

/** For operations that create something. */
export const resendUnknown = byUser(
	onWhenAdded({
		displayName: 'Send Again If Outcome Unknown',
		name: 'resendUnknown',
		description:
			'Whether a retry sends an item again whose outcome is unknown. This can create something or call someone twice. If off, such an item fails.',
	}),
);

const include = onWhenAdded({
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	description:
		"Whether to keep the fields and binary data of the input item, and put the call under 'call'. An input field named 'call' is replaced.",
});

/** For operations that make a call. Not for tools: n8n drops options that are hidden. */
export const includeInputFields: typeof include = {
	...include,
	property: { ...include.property, displayOptions: { hide: { '@tool': [true] } } },
};

/** The collection of an operation's own options, as workflows store it. */
export const OPTIONS = 'options';

type OptionsField = Field<typeof OPTIONS, Values>;

/** Fields that begin with the same options. */
interface SameOptions {
	/** The field without further options. */
	readonly field: () => OptionsField;
	/** Those with this option next. */
	readonly and: (next: Field) => SameOptions;
}

const beginningWith = (fields: readonly Field[]): SameOptions => ({
	field: lazily(() => {
		const spec = { displayName: 'Options', name: OPTIONS, placeholder: 'Add option' } as const;
		return optionGroup({ ...spec, fields });
	}),
	and: cached((next) => beginningWith([...fields, next])),
});

const withoutOptions = beginningWith([]);

/**
 * The `Options` collection with an operation's own options, except those with a row of their own. Operations with the
 * same options share one field, so that the editor loads it once.
 */
export function optionsField(options: readonly Field[]): OptionsField {
	return inCollection(options)
		.reduce(({ and }, option) => and(option), withoutOptions)
		.field();
}

function inCollection(options: readonly Field[]): readonly Field[] {
	return options.filter(({ below }) => below === undefined);
}

/** All parameters of an operation in the order of the panel: its fields, its options, and how its requests are sent. */
export function withOptions(fields: readonly Field[], options: readonly Field[]): readonly Field[] {
	const rows = fields.flatMap((field) => [
		field,
		...options.filter(({ below }) => below === field.name),
	]);
	return [...rows, ...(inCollection(options).length > 0 ? [optionsField(options)] : []), requests];
}
