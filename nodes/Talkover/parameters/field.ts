import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
	NodeParameterValue,
} from 'n8n-workflow';

import type { Invalid, Fault } from '../base/invalidInput';
import type { Result } from '../base/result';
import { attempt, labeled, missing, withFaults } from '../base/invalidInput';
import { isRecord } from '../base/json';
import { toSnakeCase } from '../base/apiNames';
import { ok } from '../base/result';

/** Functions that load a field's list in the editor, by the name under which the entry point registers them. */
interface FieldMethods {
	readonly listSearch?: Readonly<
		Record<
			string,
			(
				this: ILoadOptionsFunctions,
				filter?: string,
				paginationToken?: string,
			) => Promise<INodeListSearchResult>
		>
	>;
	readonly loadOptions?: Readonly<
		Record<string, (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>>
	>;
}

/** The defaults for values without their own time zone or country. */
export interface Locale {
	/** The workflow's time zone, as an IANA name. */
	readonly timezone: string;
	/** The country of phone numbers without a country code: ISO 3166-1 alpha-2, in capitals. */
	readonly country?: string | undefined;
}

/**
 * A parameter: how the editor shows it, and how input from the panel, an expression or an AI agent becomes
 * a value that the operation can rely on.
 */
export interface Field<Name extends string = string, Value = unknown> {
	readonly name: Name;
	readonly property: INodeProperties;
	/** The API's name, if it isn't the parameter's name in snake_case. */
	readonly apiName?: string;
	/** The name of an earlier parameter whose value this one replaces or, for lists, adds to. */
	readonly fills?: string;
	/** Set for an option that is a row of its own, below this field, instead of in a collection. */
	readonly below?: string;
	/** Set for an option that is in *Rules* instead of in *Options*. */
	readonly isRule?: true;
	/** Set for an option whose expression is evaluated per item instead of once per run. */
	readonly perItem?: true;
	/** Set for a field whose value is undefined if it isn't stored, and null if it is stored without a result. */
	readonly whenAdded?: true;
	/** Set for an option that a model must not choose, because it limits what the model may do. */
	readonly byUser?: true;
	/** The property in tools, if it isn't the same. Has the `displayOptions` that the field has outside tools. */
	readonly toolProperty?: INodeProperties;
	/** Fields inside a collection, so that messages can name them. */
	readonly children?: readonly Field[];
	readonly methods?: FieldMethods;
	/**
	 * Parses the input. Faults get the field's display name as their label.
	 *
	 * @param locale UTC and no country by default
	 */
	readonly parse: (raw: unknown, locale?: Locale) => Result<Value, Invalid>;
}

/** A field with a default that isn't blank, so that it always has a value in a group of options. */
export interface WithDefault {
	readonly hasDefault: true;
}

/** A field whose value goes to another parameter. */
export interface Fills {
	readonly fills: string;
}

export type FieldValue<F extends Field> = F extends Field<string, infer Value> ? Value : never;

/** The parsed values of a list of fields, by parameter name. */
export type ValuesOf<Fields extends readonly Field[]> = {
	[F in Exclude<Fields[number], Fills> as F['name']]: FieldValue<F>;
};

/** The input of the builders below. */
export type Spec<Name extends string> = Pick<INodeProperties, 'displayName'> &
	Partial<Pick<INodeProperties, 'builderHint' | 'description' | 'hint' | 'placeholder'>> & {
		readonly name: Name;
	};

const UTC: Locale = { timezone: 'UTC' };

/** A field from its property and the function that reads its value, which may throw InvalidInput. */
export function field<const Name extends string, Value>(
	property: INodeProperties & { readonly name: Name },
	read: (raw: unknown, locale: Locale) => Value,
	extras: Pick<Field, 'methods'> = {},
): Field<Name, Value> {
	const parse = (raw: unknown, locale = UTC) =>
		labeled(
			property.displayName,
			attempt(() => read(raw, locale)),
		);
	return { name: property.name, property: inOrder(property), parse, ...extras };
}

/** A field made of other fields, whose faults have their own labels. */
export function groupField<const Name extends string, Value>(
	property: INodeProperties & { readonly name: Name },
	children: readonly Field[],
	read: (raw: unknown, locale: Locale) => Result<Value, Invalid>,
): Field<Name, Value> {
	const parse = (raw: unknown, locale = UTC) => {
		const result = attempt(() => read(raw, locale));
		return labeled(property.displayName, result.ok ? result.value : result);
	};
	return { name: property.name, property: inOrder(property), children, parse };
}

/** Puts `displayName` first, as n8n's lint rules require. */
function inOrder({ displayName, name, type, ...others }: INodeProperties): INodeProperties {
	return { displayName, name, type, ...others };
}

/** The same field with another API name. */
export function sentAs<Name extends string, Value>(
	apiName: string,
	named: Field<Name, Value>,
): Field<Name, Value> {
	return { ...named, apiName };
}

/** The field's name in the API. */
export function apiNameOf({ name, apiName }: Field): string {
	return apiName ?? toSnakeCase(name);
}

/**
 * The same field, which is rejected if blank.
 *
 * @param why `is required` by default
 */
export function required<Name extends string, Value>(
	optional: Field<Name, Value | undefined>,
	why?: string,
): Field<Name, Value> {
	const property = { ...optional.property, required: true };
	return {
		...optional,
		property,
		parse: (raw, locale) => {
			const result = optional.parse(raw, locale);
			if (!result.ok) return result;
			const { value } = result;
			return value === undefined
				? labeled<Value>(property.displayName, withFaults(missing(why).faults))
				: ok(value);
		},
	};
}

/**
 * Like {@link required}, for a field that depends on another one, without the `required` property of n8n: while
 * the other field is an expression, n8n considers every field that may be shown as shown and doesn't run if
 * one is empty.
 */
export function requiredIfShown<Name extends string, Value>(
	optional: Field<Name, Value | undefined>,
): Field<Name, Value> {
	return { ...required(optional), property: optional.property };
}

/**
 * The same field, with its value converted.
 *
 * @param convert throws InvalidInput if the value must not be sent
 */
export function converted<Name extends string, Value, Converted>(
	entered: Field<Name, Value>,
	convert: (value: NonNullable<Value>, locale: Locale) => Converted,
): Field<Name, Converted | undefined> {
	return {
		...entered,
		parse: (raw, locale = UTC) => {
			const result = entered.parse(raw, locale);
			if (!result.ok) return result;
			const { value } = result;
			if (value === undefined || value === null) return ok(undefined);
			return labeled(
				entered.property.displayName,
				attempt(() => convert(value, locale)),
			);
		},
	};
}

/**
 * The same field, which an AI model fills in unless the user does. Its default in tools is what the button next to a
 * parameter writes, which has no description.
 *
 * @param description what the model should put there, without backticks
 */
export function leftToModel<Name extends string, Value>(
	entered: Field<Name, Value>,
	description: string,
): Field<Name, Value> {
	const { builderHint: _ofExpressions, ...property } = entered.property;
	const key = property.displayName.replace(/\W/g, '_');
	const byModel = `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, 'string') }}`;
	return { ...entered, toolProperty: { ...property, default: byModel } };
}

/** A property as n8n shows it in tools only (`show`), or everywhere else (`hide`). */
export function ofTools(property: INodeProperties, how: 'hide' | 'show'): INodeProperties {
	const { displayOptions } = property;
	const conditions = { ...displayOptions?.[how], '@tool': [true] };
	return { ...property, displayOptions: { ...displayOptions, [how]: conditions } };
}

/** The same field, which only tools have. */
export function onlyInTools<Same extends Field>(entered: Same): Same {
	return { ...entered, property: ofTools(entered.property, 'show') };
}

/** The same field, which tools don't have. */
export function notInTools<Same extends Field>(entered: Same): Same {
	return { ...entered, property: ofTools(entered.property, 'hide') };
}

/** The same field with another default in tools, and a description that says why. */
export function inTools<Name extends string, Value>(
	entered: Field<Name, Value>,
	{ default: byDefault, description }: Pick<INodeProperties, 'default'> & { description: string },
): Field<Name, Value> {
	return { ...entered, toolProperty: { ...entered.property, default: byDefault, description } };
}

/** Why an option is rejected that limits what the node does: without a value, it would allow everything. */
export const NO_VALUE = 'has no value: correct its expression, or enter one';

/** The same option, which needs a value if it's added, and is undefined otherwise. */
export function neededIfAdded<Name extends string, Value>(
	optional: Field<Name, Value | undefined>,
): Field<Name, Value | undefined> & { readonly whenAdded: true } {
	return needed(optional, () => ok(undefined));
}

/** The same field of a rule, which needs a value if it's stored, and has its default otherwise. */
export function neededOrDefault<Name extends string, Value>(
	optional: Field<Name, Value | undefined>,
): Field<Name, Value> & WithDefault & { readonly whenAdded: true } {
	const { parse } = required(optional);
	const { default: byDefault } = optional.property;
	return { ...needed(optional, (locale) => parse(byDefault, locale)), hasDefault: true };
}

/** Reads every rule and all of its fields. */
function needed<Name extends string, Value, Absent>(
	optional: Field<Name, Value | undefined>,
	absent: (locale?: Locale) => Result<Absent, Invalid>,
): Field<Name, Absent | Value> & { readonly whenAdded: true } {
	const { parse } = required(optional, NO_VALUE);
	const { displayName: label } = optional.property;
	return {
		...optional,
		whenAdded: true,
		parse: (raw, locale) => {
			if (raw === undefined) return absent(locale);
			// The field itself may read a blank value as its default.
			return isBlank(raw)
				? labeled(label, withFaults(missing(NO_VALUE).faults))
				: parse(raw, locale);
		},
	};
}

/** The same option, which only the user can set, and not an AI model. */
export function byUser<Option extends Field>(option: Option): Option & { readonly byUser: true } {
	return { ...option, byUser: true };
}

/** The same option in *Rules*, which only the user can set. */
export function asRule<Option extends Field>(
	option: Option,
): Option & { readonly byUser: true; readonly isRule: true } {
	return { ...byUser(option), isRule: true };
}

/** The same option, evaluated per item; undefined if it isn't added. */
export function perItem<Name extends string, Value>({
	name,
	property,
	apiName,
	parse,
}: Field<Name, Value>): Field<Name, Value> & { readonly perItem: true } {
	return { name, property, ...(apiName === undefined ? {} : { apiName }), parse, perItem: true };
}

/** The same field, only shown and read if other parameters have one of the given values. */
export function shownWhen<Name extends string, Value>(
	show: Readonly<Record<string, NodeParameterValue[]>>,
	always: Field<Name, Value>,
): Field<Name, Value | undefined> {
	const { property } = always;
	return {
		...always,
		property: { ...property, displayOptions: { ...property.displayOptions, show } },
	};
}

/**
 * The same field, neither shown nor read if other parameters have one of the given values. Unlike with
 * {@link shownWhen}, a value that isn't listed anywhere shows the field.
 */
export function hiddenWhen<Name extends string, Value>(
	hide: Readonly<Record<string, NodeParameterValue[]>>,
	always: Field<Name, Value>,
): Field<Name, Value | undefined> {
	const { property } = always;
	return {
		...always,
		property: { ...property, displayOptions: { ...property.displayOptions, hide } },
	};
}

/**
 * Reads and parses fields in order. Leaves out fields that earlier values hide, as on the screen, and fields
 * whose value is undefined.
 */
export function parseShown(
	fields: readonly Field[],
	read: (field: Field) => Result<unknown, Invalid>,
	locale: Locale,
): Result<Readonly<Record<string, unknown>>, Invalid> {
	const values: Record<string, unknown> = {};
	const effective: Record<string, unknown> = {};
	const faults: Fault[] = [];
	for (const field of fields) {
		if (!isShown(field, effective)) continue;
		const raw = read(field);
		const parsed = raw.ok ? field.parse(raw.value, locale) : raw;
		if (!parsed.ok) {
			// Without a value, the fields that depend on it are neither shown nor read.
			// Pushed one by one, because a very large number of arguments would overflow the stack.
			for (const fault of parsed.faults) faults.push(fault);
			continue;
		}
		if (parsed.value !== undefined) {
			const { name, fills = name } = field;
			values[fills] = field.fills ? mergeValues(values[fills], parsed.value) : parsed.value;
		}
		effective[field.name] = values[field.name] ?? field.property.default;
	}
	return faults.length > 0 ? withFaults(faults) : ok(values);
}

/** Combines the value of a parameter with that of the field that replaces it or adds to it. */
function mergeValues(first: unknown, second: unknown): unknown {
	if (!Array.isArray(first) || !Array.isArray(second)) return second;
	const both: unknown[] = first.concat(second);
	return [...new Set(both)];
}

function isShown({ property }: Field, values: Readonly<Record<string, unknown>>): boolean {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	// Names that begin with a slash are outside the group, and n8n leaves out what they hide.
	const has = ([name, listed]: [string, unknown[] | undefined]) =>
		name.startsWith('/') || listed?.includes(values[name]);
	// So is whether the node is a tool.
	const isShownIf = (entry: [string, unknown[] | undefined]) => entry[0] === '@tool' || has(entry);
	return Object.entries(show).every(isShownIf) && !Object.entries(hide).some(has);
}

/** The value of a resource locator, or the value that an expression or a model gave instead. */
export function locatedValue(raw: unknown): unknown {
	// n8n's default has no '__rl'.
	return isRecord(raw) && ('__rl' in raw || 'mode' in raw) ? raw.value : raw;
}

/** Whether a value is empty: nothing in the panel, or an expression without a result. */
export function isBlank(raw: unknown): boolean {
	return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
}
