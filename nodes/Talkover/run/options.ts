import type { IExecuteFunctions } from 'n8n-workflow';

import type { Invalid } from '../base/invalidInput';
import { attemptReading, labeled, withFaults } from '../base/invalidInput';
import { isRecord } from '../base/json';
import type { Result } from '../base/result';
import { andThen, ok } from '../base/result';
import { defaultCountry } from '../operation/defaultCountry';
import type { Operation, Values } from '../operation/operation';
import type { RequestSettings } from '../operation/options';
import { optionsField, requests } from '../operation/options';
import type { Field, Locale } from '../parameters/field';

/** What an expression calls to let an AI model choose a value. n8n accepts any case. */
export const FROM_AI = /\$fromAI\b/i;

/** Reads the options that belong to the run and not to an item, once. */
export function readOptions(
	context: IExecuteFunctions,
	operation: Operation,
): Result<RequestSettings & Values, Invalid> {
	const leftToModel = throughModel(context, operation);
	if (!leftToModel.ok) return leftToModel;
	const field = optionsField(operation.options);
	const entered = readGroup(context, field);
	// The country is that of the first item, for options that are the same for all items.
	const locale = andThen(entered, (raw) => localeIn(context, operation, raw));
	const options = andThen(locale, (where) => andThen(entered, (raw) => field.parse(raw, where)));
	const settings = andThen(readGroup(context, requests), (raw) => requests.parse(raw));
	return andThen(options, (own) => andThen(settings, (all) => ok({ ...own, ...all })));
}

function readGroup(
	context: IExecuteFunctions,
	{ name, property }: Field,
): Result<unknown, Invalid> {
	const read = (): unknown => context.getNodeParameter(name, 0, property.default);
	return labeled(property.displayName, attemptReading(read));
}

/** Options of an item, and the locale of its values. */
export interface ItemOptions {
	readonly values: Values;
	readonly locale: Locale;
}

/**
 * Returns a function that reads the options of an item whose expressions are evaluated per item. Options without
 * expressions are read once.
 */
export function itemOptions(
	context: IExecuteFunctions,
	{ options }: Operation,
): (item: number) => Result<ItemOptions, Invalid> {
	const timezone = context.getTimezone();
	const fields = options.filter(({ perItem }) => perItem);
	if (fields.length === 0) return () => ok({ values: {}, locale: { timezone } });
	const stored = storedOptions(context, options);
	const read = (item: number): Result<ItemOptions, Invalid> => {
		let locale: Locale = { timezone };
		const values: Record<string, unknown> = {};
		for (const field of fields) {
			const raw = readOption(context, { options, field, item, stored });
			const parsed = andThen(raw, (value) => field.parse(value, locale));
			if (!parsed.ok) return parsed;
			if (field === defaultCountry) locale = { timezone, country: parsed.value as string };
			values[field.name] = parsed.value;
		}
		return ok({ values, locale });
	};
	const isSame = isRecord(stored) && !fields.some(({ name }) => hasExpression(stored[name]));
	const ofAll = isSame ? read(0) : undefined;
	return (item) => ofAll ?? read(item);
}

/** The options as the workflow stores them, with expressions that aren't evaluated. */
function storedOptions(context: IExecuteFunctions, own: readonly Field[]): unknown {
	return context.getNode().parameters[optionsField(own).name] ?? {};
}

/** Options of a node that are one expression have no parameters inside. */
function readOption(
	context: IExecuteFunctions,
	{
		options,
		field,
		item,
		stored,
	}: {
		readonly options: readonly Field[];
		readonly field: Field;
		readonly item: number;
		readonly stored: unknown;
	},
): Result<unknown, Invalid> {
	const { name } = optionsField(options);
	const read = (): unknown => {
		if (isRecord(stored)) return context.getNodeParameter(`${name}.${field.name}`, item, '');
		const all: unknown = context.getNodeParameter(name, item, {});
		return isRecord(all) ? all[field.name] : undefined;
	};
	return labeled(field.property.displayName, attemptReading(read));
}

function localeIn(
	context: IExecuteFunctions,
	{ options }: Operation,
	raw: unknown,
): Result<Locale, Invalid> {
	const timezone = context.getTimezone();
	if (!options.includes(defaultCountry) || !isRecord(raw)) return ok({ timezone });
	// An item without a country, or with a wrong one, is reported for the item.
	const country = defaultCountry.parse(raw[defaultCountry.name]);
	return ok(country.ok ? { timezone, country: country.value } : { timezone });
}

/** @returns faults for options that an expression lets an AI model choose, although they limit what it may do */
function throughModel(context: IExecuteFunctions, { options }: Operation): Result<true, Invalid> {
	const own = options.filter(({ byUser }) => byUser);
	if (own.length === 0) return ok(true);
	const stored = storedOptions(context, options);
	const faults = own.flatMap(({ name, property }) =>
		hasExpression(isRecord(stored) ? stored[name] : stored, FROM_AI)
			? [{ label: property.displayName, text: FOR_USERS }]
			: [],
	);
	return faults.length > 0 ? withFaults(faults) : ok(true);
}

const FOR_USERS =
	"can't be chosen by an AI model, because it limits what the model may do: enter a value, or an expression without $fromAI";

/** Whether a value has an expression, at any depth. */
export function hasExpression(value: unknown, which = /^=/): boolean {
	if (typeof value === 'string') return value.startsWith('=') && which.test(value);
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some((inner) => hasExpression(inner, which));
}
