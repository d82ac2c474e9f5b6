import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../parameters/field';
import { inTools, requiredIfShown, shownWhen } from '../../parameters/field';
import { number, toggle } from '../../parameters/scalars';

const returnAll = toggle({
	displayName: 'Return All',
	name: 'returnAll',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limit = inTools(
	shownWhen(
		{ returnAll: [false] },
		// Without a limit, all entries would be read.
		requiredIfShown(
			number({
				displayName: 'Limit',
				name: 'limit',
				default: 50,
				min: 1,
				description: 'Max number of results to return',
			}),
		),
	),
	{
		default: 10,
		description: 'Max number of results to return. The AI model reads them all, so few are enough.',
	},
);

const simplify = toggle({
	displayName: 'Simplify',
	name: 'simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** What an operation declares about its output besides its shape. */
export interface Listing {
	/** Only for lists: whether Talkover documents them as paged. */
	readonly isList?: true | undefined;
	/** Set if the operation has a parameter of its own for the most elements, instead of *Return All* and *Limit*. */
	readonly mostElements?: unknown;
	/** The fields of a simplified item. */
	readonly simplify?: readonly string[];
}

/** The operation's own parameters and those that its declaration adds, in n8n's order. */
export function withListFields(fields: readonly Field[], listing: Listing): readonly Field[] {
	const added = [
		...(listing.isList && !listing.mostElements ? [returnAll, limit] : []),
		...(listing.simplify ? [simplify] : []),
	];
	const collections = fields.findIndex(({ property }) => property.type === 'collection');
	const before = collections < 0 ? fields.length : collections;
	return [...fields.slice(0, before), ...added, ...fields.slice(before)];
}

/** The values without those of the parameters that {@link withListFields} adds, because a request may send all values it gets. */
export function withoutListFields({
	returnAll: _all,
	limit: _most,
	simplify: _simplify,
	...own
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	return own;
}

/** The number of elements to return. */
export function limitOf({
	returnAll: all,
	limit: most,
}: Readonly<Record<string, unknown>>): number {
	return all === true || typeof most !== 'number' ? Infinity : most;
}

/** The item, simplified if *Simplify* is on. */
export function simplified(
	item: IDataObject,
	names: readonly string[] | undefined,
	values: Readonly<Record<string, unknown>>,
): IDataObject {
	if (!names || values.simplify !== true) return item;
	const kept: IDataObject = {};
	for (const name of names) if (item[name] !== undefined) kept[name] = item[name];
	// Without any of them, the form is unknown, so nothing is removed.
	return Object.keys(kept).length > 0 ? kept : item;
}
