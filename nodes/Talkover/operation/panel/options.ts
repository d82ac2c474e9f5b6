import { cached, lazily } from '../../base/collections/cache';
import type { Field, Spec } from '../../parameters/field';
import { byUser, notInTools } from '../../parameters/field';
import { optionGroup } from '../../parameters/groups';
import { onWhenAdded } from '../../parameters/scalars';
import type { Values } from '../job';

/** For operations that create something. */
export const resendUnknown = byUser(
	onWhenAdded({
		displayName: 'Send Again If Outcome Unknown',
		name: 'resendUnknown',
		description:
			'Whether a retry sends an item again whose outcome is unknown, which can create or call twice. If not added, it fails.',
	}),
);

/** For operations that make a call. Not for tools: n8n drops options that are hidden. */
export const includeInputFields = notInTools(
	onWhenAdded({
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		description:
			"Whether to keep the fields and binary data of the input item, and put the call under 'call', replacing a field of that name. If not added, the output is only the call.",
	}),
);

/** The names of the collections of an operation's own options, as workflows store them. */
type Collection = 'options' | 'rules';

/** The collection that an option is in; undefined if it is a parameter of its own. */
export function collectionOf({ below, isRule }: Field): Collection | undefined {
	if (below !== undefined) return undefined;
	return isRule ? 'rules' : 'options';
}

/** An option as a workflow stores it, with expressions that aren't evaluated; undefined if it isn't added. */
export function storedOption(parameters: Values, field: Field): unknown {
	const collection = collectionOf(field);
	// n8n drops an expression for a whole collection.
	const stored = collection === undefined ? parameters : ((parameters[collection] ?? {}) as Values);
	return Object.hasOwn(stored, field.name) ? (stored[field.name] ?? null) : undefined;
}

/** Collections that begin with the same options. */
interface SameOptions {
	/** The collection without further options. */
	readonly field: () => Field;
	/** Those with this option next. */
	readonly and: (next: Field) => SameOptions;
}

const beginningWith = (spec: Spec<Collection>, fields: readonly Field[] = []): SameOptions => ({
	field: lazily(() => optionGroup({ ...spec, fields })),
	and: cached((next) => beginningWith(spec, [...fields, next])),
});

const RULES = { displayName: 'Rules', name: 'rules', placeholder: 'Add Rule' } as const;
const OPTIONS = { displayName: 'Options', name: 'options', placeholder: 'Add option' } as const;

/** In the order of the panel. */
export const COLLECTIONS = [RULES, OPTIONS].map((spec) => ({
	name: spec.name,
	displayName: spec.displayName,
	empty: beginningWith(spec),
}));

/**
 * The collections with an operation's own options, except those with a row of their own. Operations with the same options
 * share one field, so that the editor loads it once.
 */
function collectionsOf(options: readonly Field[]): readonly Field[] {
	return COLLECTIONS.flatMap(({ name, empty }) => {
		const own = options.filter((option) => collectionOf(option) === name);
		return own.length > 0 ? [own.reduce(({ and }, option) => and(option), empty).field()] : [];
	});
}

/** All parameters of an operation in the order of the panel: its fields and its options. */
export function withOptions(fields: readonly Field[], options: readonly Field[]): readonly Field[] {
	const rows = fields.flatMap((field) => [
		field,
		...options.filter(({ below }) => below === field.name),
	]);
	return [...rows, ...collectionsOf(options)];
}
