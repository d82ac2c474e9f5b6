import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { invalid } from '../base/invalidInput';
import type { Field, Spec } from './field';
import { field, isBlank } from './field';
import { asJson, asText } from './scalars';

/** n8n's standard text for parameters with a loaded list. */
const CHOOSE =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';
/** The same for a single entry. */
export const CHOOSE_ONE =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

interface Loaded {
	/** The name by which n8n calls `load`. */
	readonly method: string;
	readonly load: (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;
	/** Parameters that the list depends on: the editor reloads it when one of them changes. */
	readonly dependsOn?: string[];
}

interface LoadedList extends Loaded {
	/** What the entries are for, before n8n's standard text. */
	readonly description?: string;
	/** The entries selected by default. */
	readonly default?: readonly string[];
}

/** Several entries of a loaded list: a selection, an array, or IDs separated by commas. Undefined if empty. */
export function idList<const Name extends string>({
	method,
	dependsOn,
	load,
	description,
	default: chosen = [],
	...spec
}: Omit<Spec<Name>, 'description'> & LoadedList): Field<Name, string[] | undefined> {
	return field(
		{
			...spec,
			type: 'multiOptions',
			default: [...chosen],
			typeOptions: loadedBy(method, dependsOn),
			description: description === undefined ? CHOOSE : `${description}. ${CHOOSE}.`,
		},
		(raw) => {
			const ids = textsOf(raw, 'IDs');
			return ids.length > 0 ? [...new Set(ids)] : undefined;
		},
		{ methods: { loadOptions: { [method]: load } } },
	);
}

/** One entry of a loaded list, for collections, where n8n has no searchable list. */
export function idChoice<const Name extends string>({
	method,
	dependsOn,
	load,
	...spec
}: Omit<Spec<Name>, 'description'> & Loaded): Field<Name, string | undefined> {
	return field(
		{
			...spec,
			type: 'options',
			default: '',
			typeOptions: loadedBy(method, dependsOn),
			description: CHOOSE_ONE,
		},
		(raw) => (isBlank(raw) ? undefined : asText(raw).trim()),
		{ methods: { loadOptions: { [method]: load } } },
	);
}

function loadedBy(method: string, dependsOn?: string[]) {
	return {
		loadOptionsMethod: method,
		...(dependsOn ? { loadOptionsDependsOn: dependsOn } : {}),
	};
}

interface Option<Value> extends INodePropertyOptions {
	readonly value: string & Value;
}

/**
 * Several of the values that Talkover documents; undefined if empty. As with `choice`, other values from an
 * expression are sent unchanged.
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

/** Texts as an array or separated by commas; undefined if empty. */
export function texts<const Name extends string>(
	spec: Spec<Name>,
): Field<Name, string[] | undefined> {
	return field({ ...spec, type: 'string', default: '' }, (raw) => {
		const entered = textsOf(raw);
		return entered.length > 0 ? entered : undefined;
	});
}

/** The trimmed entries that aren't blank. */
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
		// AI agents often write a list as JSON.
		return raw.trim().startsWith('[') ? entriesOf(asJson(raw, '["a", "b"]'), what) : raw.split(',');
	}
	throw invalid(`must be a list of ${what}, or ${what} separated by commas`);
}
