import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { invalid } from './invalidInput';
import type { Field, Spec } from './field';
import { field, isBlank } from './field';
import { asJson, asText } from './scalars';

/** n8n's text for everything that is chosen from a list that is fetched. */
const CHOOSE =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';
/** The same for one of them. */
export const CHOOSE_ONE =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

interface Loaded {
	/** The name under which n8n calls `load`. */
	readonly method: string;
	readonly load: (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;
}

interface LoadedList extends Loaded {
	/** What is chosen at first. */
	readonly default?: readonly string[];
	/** Parameters that the list depends on: when one of them changes, the editor loads it anew. */
	readonly dependsOn?: string[];
}

/** Several of what a list offers: a choice, an array, or IDs separated by commas; none is undefined. */
export function idList<const Name extends string>({
	method,
	dependsOn,
	load,
	default: chosen = [],
	...spec
}: Omit<Spec<Name>, 'description'> & LoadedList): Field<Name, string[] | undefined> {
	const anew = dependsOn ? { loadOptionsDependsOn: dependsOn } : {};
	return field(
		{
			...spec,
			type: 'multiOptions',
			default: [...chosen],
			typeOptions: { loadOptionsMethod: method, ...anew },
			description: CHOOSE,
		},
		(raw) => {
			const ids = textsOf(raw, 'IDs');
			return ids.length > 0 ? [...new Set(ids)] : undefined;
		},
		{ methods: { loadOptions: { [method]: load } } },
	);
}

/** One of what a list offers, inside a collection, where n8n has no searched list. */
export function idChoice<const Name extends string>({
	method,
	load,
	...spec
}: Omit<Spec<Name>, 'description'> & Loaded): Field<Name, string | undefined> {
	return field(
		{
			...spec,
			type: 'options',
			default: '',
			typeOptions: { loadOptionsMethod: method },
			description: CHOOSE_ONE,
		},
		(raw) => (isBlank(raw) ? undefined : asText(raw).trim()),
		{ methods: { loadOptions: { [method]: load } } },
	);
}

interface Option<Value> extends INodePropertyOptions {
	readonly value: string & Value;
}

/**
 * Several of the values that Talkover documents; none is undefined. As with `choice`, other values of an
 * expression are sent as they are.
 */
export function choices<const Name extends string, const Value extends string>({
	options,
	...spec
}: Spec<Name> & {
	readonly options: readonly Option<Value>[];
	readonly default?: Value[];
}): Field<Name, string[] | undefined> {
	return field({ default: [], ...spec, type: 'multiOptions', options: [...options] }, (raw) => {
		const chosen = [...new Set(textsOf(raw))];
		return chosen.length > 0 ? chosen : undefined;
	});
}

/** Texts that the user adds one by one or separates by commas; none is undefined. */
export function texts<const Name extends string>(
	spec: Spec<Name>,
): Field<Name, string[] | undefined> {
	return field({ ...spec, type: 'string', default: '' }, (raw) => {
		const entered = textsOf(raw);
		return entered.length > 0 ? entered : undefined;
	});
}

/** What is entered, without the blanks around it, and without what is blank. */
function textsOf(raw: unknown, what?: string): string[] {
	const found: string[] = [];
	for (const entry of entriesOf(raw, what)) {
		const text = asText(entry).trim();
		if (text !== '') found.push(text);
	}
	return found;
}

function entriesOf(raw: unknown, what = 'entries'): unknown[] {
	if (isBlank(raw)) return [];
	if (Array.isArray(raw)) return raw;
	if (typeof raw === 'number') return [raw];
	if (typeof raw === 'string') {
		// AI agents like to write a list as JSON.
		return raw.trim().startsWith('[') ? entriesOf(asJson(raw), what) : raw.split(',');
	}
	throw invalid(`must be a list of ${what}, or ${what} separated by commas`);
}
