import { cached, lazily } from '../base/cache';
import type { Field } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import { optionGroup } from '../parameters/groups';
import { number, optionalNumber, toggle } from '../parameters/scalars';
import type { Values } from './operation';

const RUN_OPTIONS = [
	optionalNumber({
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		min: 1,
		max: 100,
		description:
			'The maximum number of requests to Talkover in progress at the same time. If empty, 10 for calls, and 10 to 50 for everything else, depending on how fast Talkover responds (1–100).',
	}),
	number({
		displayName: 'Timeout',
		name: 'timeout',
		default: 30,
		min: 1,
		max: 300,
		description: 'How many seconds to wait for each response (1–300)',
	}),
	number({
		displayName: 'Max Retries',
		name: 'maxRetries',
		default: 5,
		min: 0,
		max: 10,
		description:
			"How many times a failed request is retried when it is safe to do so. With 0, requests rejected by the rate limit aren't retried either (0–10).",
	}),
] as const;

/** For operations that create something. */
export const resendUnknown = toggle({
	displayName: 'Send Again If Outcome Unknown',
	name: 'resendUnknown',
	default: false,
	description:
		'Whether to send an item again on a retry if its outcome is unknown. This can create something or call someone a second time. If off, such an item fails until you have checked Talkover.',
});

/** The options of a run; `timeout` is in seconds per request. */
export type RunOptions = OptionValues<typeof RUN_OPTIONS>;

type OptionsField = Field<'options', RunOptions & Values>;

/** Fields that begin with the same options. */
interface SameOptions {
	/** The field without further options. */
	readonly field: () => OptionsField;
	/** Those with this option next. */
	readonly and: (next: Field) => SameOptions;
}

const beginningWith = (own: readonly Field[]): SameOptions => ({
	field: lazily(() => {
		const fields = [...own, ...RUN_OPTIONS] as const;
		const spec = { displayName: 'Options', name: 'options', placeholder: 'Add option' } as const;
		return optionGroup({ ...spec, fields });
	}),
	and: cached((next) => beginningWith([...own, next])),
});

const withoutOwn = beginningWith([]);

/**
 * The `Options` collection of an operation: its own options and those that every operation has. Operations with the
 * same options share one field, so that the editor loads it once.
 */
export function optionsField(own: readonly Field[]): OptionsField {
	return own.reduce(({ and }, option) => and(option), withoutOwn).field();
}
