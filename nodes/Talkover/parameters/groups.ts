import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

import { isRecord } from '../base/json';
import type { Invalid } from '../base/invalidInput';
import type { Result } from '../base/result';
import { all, attempt, invalid, withFaults } from '../base/invalidInput';
import type { Field, FieldValue, Fills, Locale, Spec, ValuesOf, WithDefault } from './field';
import { NO_VALUE, groupField, isBlank, neededOrDefault, parseShown } from './field';
import { quoted } from './scalars';
import { byText } from './sorting';
import { andThen, ok } from '../base/result';

/**
 * A group of optional fields. Its value contains only fields that the user added and that aren't blank. Those that need a value
 * if they were added are checked.
 */
export function collection<const Name extends string, const Fields extends readonly Field[]>({
	fields,
	...spec
}: Spec<Name> & { readonly fields: Fields }): Field<Name, Partial<ValuesOf<Fields>>> {
	return group(spec, fields, (entered, locale) => {
		return parseGroup(givenIn(entered, fields), entered, locale);
	});
}

/** The optional fields of something new. */
export function additional<const Fields extends readonly Field[]>(fields: Fields) {
	return collection({
		displayName: 'Additional Fields',
		name: 'additionalFields',
		placeholder: 'Add Field',
		fields,
	});
}

/** The fields of an update, of which only those that the user added are changed. */
export function updates<const Fields extends readonly Field[]>(fields: Fields) {
	return collection({
		displayName: 'Update Fields',
		name: 'updateFields',
		placeholder: 'Add Field',
		description: 'Only the fields you add are changed',
		fields,
	});
}

/** The optional filters of a list. */
export function filtersOf<const Fields extends readonly Field[]>(fields: Fields) {
	return collection({
		displayName: 'Filters',
		name: 'filters',
		placeholder: 'Add Filter',
		fields,
	});
}

/** The values of optional fields. Fields that nobody added have their default, unless it is blank. */
export type OptionValues<Fields extends readonly Field[]> = {
	[F in Exclude<Fields[number], Fills | WithDefault> as F['name']]?: FieldValue<F>;
} & {
	[F in Extract<Fields[number], WithDefault> as F['name']]: NonNullable<FieldValue<F>>;
};

/** A group of optional fields, with defaults for those that the user didn't add. */
export function optionGroup<const Name extends string, const Fields extends readonly Field[]>({
	fields,
	...spec
}: Spec<Name> & { readonly fields: Fields }): Field<Name, OptionValues<Fields>> {
	return group(spec, fields, (entered, locale) => optionValues(fields, entered, locale));
}

/** The values of optional fields, from what the user entered by name, and defaults for those that the user didn't add. */
export function optionValues<const Fields extends readonly Field[]>(
	fields: Fields,
	entered: Readonly<Record<string, unknown>>,
	locale: Locale,
): Result<OptionValues<Fields>, Invalid> {
	const given = givenIn(entered, fields).map(({ name }) => [name, entered[name]] as const);
	return parseGroup(fields, Object.fromEntries(given), locale);
}

/** The fields that the user added: those that need a value, even if they have none, and others that aren't blank. */
function givenIn(entered: Readonly<Record<string, unknown>>, fields: readonly Field[]): Field[] {
	return fields.filter(({ name, whenAdded }) =>
		whenAdded ? Object.hasOwn(entered, name) : !isBlank(entered[name]),
	);
}

/**
 * Fields that belong together, as one option; undefined if it isn't added. Fields that nobody changed have their defaults,
 * and others need a value.
 */
export function section<const Name extends string, const Fields extends readonly Field[]>({
	fields,
	key,
	...spec
}: Spec<Name> & {
	readonly fields: Fields;
	/** Stored in saved workflows between the option and its fields, so it never changes. */
	readonly key: string;
}): Field<Name, ValuesOf<Fields> | undefined> & { readonly whenAdded: true } {
	const children = fields.map((each) => neededOrDefault(each));
	const values = fields.map(({ property }) => property);
	const byDefault = values.map(({ name, default: value }) => [name, value] as const);
	const property: INodeProperties & { name: Name } = {
		...spec,
		type: 'fixedCollection',
		default: { [key]: Object.fromEntries<NodeParameterValueType>(byDefault) },
		options: [{ name: key, displayName: spec.displayName, values }],
	};
	const parse = (raw: unknown, locale: Locale): Result<ValuesOf<Fields> | undefined, Invalid> => {
		if (raw === undefined) return ok(undefined);
		const entered = isBlank(raw) ? undefined : asRecord(raw)[key];
		if (isBlank(entered)) throw invalid(NO_VALUE);
		return within(
			spec.displayName,
			parseGroup<ValuesOf<Fields>>(children, asRecord(entered), locale),
		);
	};
	return { ...groupField(property, children, parse), whenAdded: true };
}

function group<Name extends string, Values>(
	spec: Spec<Name>,
	fields: readonly Field[],
	parse: (entered: Readonly<Record<string, unknown>>, locale: Locale) => Result<Values, Invalid>,
): Field<Name, Values> {
	const options = fields
		.map(({ property }) => property)
		.sort(byText(({ displayName }) => displayName));
	return groupField({ ...spec, type: 'collection', default: {}, options }, fields, (raw, locale) =>
		parse(isBlank(raw) ? {} : asRecord(raw), locale),
	);
}

/** A list of rows with the same fields, which the user adds one by one. */
export function rows<const Name extends string, const Fields extends readonly Field[]>({
	fields,
	rowKey,
	rowName,
	titleOf,
	first,
	...spec
}: Spec<Name> & {
	readonly fields: Fields;
	/** The field that is the title of a row in the editor, once it is filled in. By default, rows are numbered. */
	readonly titleOf?: Fields[number]['name'];
	/** Stored in saved workflows between the parameter and its rows, so it never changes. */
	readonly rowKey: string;
	/** The name of a row in the panel and in messages, e.g. `Step`. */
	readonly rowName: string;
	/** The initial rows; none by default. */
	readonly first?: readonly INodeParameters[];
}): Field<Name, Partial<ValuesOf<Fields>>[]> {
	const values = fields.map(({ property }) => property);
	const parseRow = (row: unknown, locale: Locale): Result<Partial<ValuesOf<Fields>>, Invalid> => {
		const entered = attempt(() => asRecord(row));
		return andThen(entered, (cells) =>
			parseGroup<Partial<ValuesOf<Fields>>>(fields, cells, locale),
		);
	};
	const property: INodeProperties & { name: Name } = {
		...spec,
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			...(titleOf && {
				fixedCollection: { itemTitle: `={{ $collection.item.value.${titleOf} }}` },
			}),
		},
		default: first ? { [rowKey]: [...first] } : {},
		options: [{ name: rowKey, displayName: rowName, values }],
	};
	return groupField(property, fields, (raw, locale) => {
		const entered = isBlank(raw) ? [] : asArray(asRecord(raw)[rowKey] ?? []);
		return all(
			entered.map((row, index) => within(`${rowName} ${index + 1}`, parseRow(row, locale))),
		);
	});
}

/** The same result, with the row or section before the labels of its faults. */
function within<Value>(place: string, result: Result<Value, Invalid>): Result<Value, Invalid> {
	if (result.ok) return result;
	return withFaults(
		result.faults.map(({ label, text }) => ({
			label: label === undefined ? place : `${place}, ${label}`,
			text,
		})),
	);
}

/** Parses the shown fields. Values that n8n hasn't stored, because nobody changed them, are the default. */
function parseGroup<Values>(
	fields: readonly Field[],
	entered: Readonly<Record<string, unknown>>,
	locale: Locale,
): Result<Values, Invalid> {
	const read = ({ name, property, whenAdded }: Field) => {
		const { [name]: value } = entered;
		if (whenAdded) return ok(Object.hasOwn(entered, name) ? (value ?? null) : undefined);
		return ok(value === undefined ? property.default : value);
	};
	const values = parseShown(fields, read, locale);
	// Built from the fields by name, which the compiler can't follow through a list.
	return values as Result<Values, Invalid>;
}

function asRecord(raw: unknown): Record<string, unknown> {
	if (isRecord(raw)) return raw;
	throw invalid(`must be an object with the fields of this parameter (found ${quoted(raw)})`);
}

function asArray(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw;
	throw invalid(`must be a list (found ${quoted(raw)})`);
}
