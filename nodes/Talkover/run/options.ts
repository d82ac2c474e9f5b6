import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { Invalid } from '../base/invalidInput';
import { lazily } from '../base/collections/cache';
import { defined } from '../base/collections/defined';
import { all, attemptReading, labeled, withFaults } from '../base/invalidInput';
import type { Result } from '../base/result';
import { andThen, ok } from '../base/result';
import { defaultCountry } from '../operation/panel/defaultCountry';
import type { Values } from '../operation/job';
import type { Operation } from '../operation/spec';
import { collectionOf, storedOption } from '../operation/panel/options';
import type { Field, Locale } from '../parameters/field';
import { optionValues } from '../parameters/groups';
import { isTool } from './tool';

/** What an expression calls to let an AI model choose a value. n8n accepts any case. */
export const FROM_AI = /\$fromAI\b/i;
/** The same for a tool, whose input item has everything that the model writes into its call. */
const FROM_MODEL = /\$(?:fromAI|json|input|data|items?|binary|parameter|thisItem)\b/i;

const COUNTRY = defaultCountry.name;

/** The value of a resource locator instead of the whole. */
export const EXTRACTED = { extractValue: true } as const;

/** Reads the options that belong to the run and not to an item, once. */
export function readOptions(
	context: IExecuteFunctions,
	operation: Operation,
): Result<Values, Invalid> {
	const leftToModel = rejectModelChoices(context, operation);
	if (!leftToModel.ok) return leftToModel;
	const ofRun = operation.options.filter(({ perItem }) => !perItem);
	const read = ofRun.map((field) =>
		andThen(readOption(context, field, 0), (raw) => ok([field.name, raw] as const)),
	);
	return andThen(all(read), (entered) =>
		optionValues(ofRun, defined(Object.fromEntries(entered)), localeIn(context, operation)),
	);
}

/** What an expression uses whose result may differ between items. */
const OF_ITEM =
	/\$(?:binary|data|item|itemIndex|json|node|parameter|position|thisItem|thisItemIndex)\b|[.'"`](?:item|pairedItem)\b|itemMatching/;
const DIFFERS =
	'must be the same for all items, because it is read once: enter one value, or separate the items with a Switch node';

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
	const node = context.getNode();
	const timezone = context.getTimezone();
	const fields = options.filter(({ perItem }) => perItem);
	const isOfItem = (field: Field) => hasExpression(storedOption(node.parameters, field), OF_ITEM);
	const once = options.filter((field) => !field.perItem && isOfItem(field));
	if (fields.length + once.length === 0) return () => ok({ values: {}, locale: { timezone } });
	const textOf = (field: Field, item: number) => JSON.stringify(readOption(context, field, item));
	const first = lazily(() => once.map((field) => textOf(field, 0)));
	const read = (item: number): Result<ItemOptions, Invalid> => {
		// Otherwise, a rule of the first item would decide about all of them.
		const other = once.find((field, index) => textOf(field, item) !== first()[index]);
		if (other) return withFaults([{ label: other.property.displayName, text: DIFFERS }]);
		let locale: Locale = { timezone };
		const values: Record<string, unknown> = {};
		for (const field of fields) {
			const raw = readOption(context, field, item);
			const parsed = andThen(raw, (value) => field.parse(value, locale));
			if (!parsed.ok) return parsed;
			if (field.name === COUNTRY) locale = { timezone, country: parsed.value as string };
			values[field.name] = parsed.value;
		}
		return ok({ values, locale });
	};
	const isSame =
		once.length === 0 &&
		!fields.some((field) => hasExpression(storedOption(node.parameters, field)));
	const ofAll = isSame ? read(0) : undefined;
	return (item) => ofAll ?? read(item);
}

/** An option in a collection that isn't added is undefined, and one whose expression has no result is null. */
function readOption(
	context: IExecuteFunctions,
	field: Field,
	item: number,
): Result<unknown, Invalid> {
	const { name, property } = field;
	const collection = collectionOf(field);
	const read = (): unknown => {
		if (collection === undefined) return context.getNodeParameter(name, item, '', EXTRACTED);
		if (storedOption(context.getNode().parameters, field) === undefined) return undefined;
		return context.getNodeParameter(`${collection}.${name}`, item, '') ?? null;
	};
	return labeled(property.displayName, attemptReading(read));
}

function localeIn(context: IExecuteFunctions, { options }: Operation): Locale {
	const timezone = context.getTimezone();
	const field = options.find(({ name }) => name === COUNTRY);
	// Otherwise, the country of the first item would decide about all of them.
	if (!field || hasExpression(storedOption(context.getNode().parameters, field)))
		return { timezone };
	// A wrong country is reported for the items.
	const country = andThen(readOption(context, field, 0), (raw) => field.parse(raw));
	return country.ok ? { timezone, country: country.value as string | undefined } : { timezone };
}

/** @returns faults for options that an expression lets an AI model choose, although they limit what it may do */
function rejectModelChoices(
	context: IExecuteFunctions,
	{ options }: Operation,
): Result<true, Invalid> {
	const own = options.filter(({ byUser }) => byUser);
	if (own.length === 0) return ok(true);
	const node = context.getNode();
	const faults = own
		.filter((field) => hasExpression(storedOption(node.parameters, field), byModel(node)))
		.map(({ property }) => ({ label: property.displayName, text: FOR_USERS }));
	return faults.length > 0 ? withFaults(faults) : ok(true);
}

function byModel(node: INode): RegExp {
	return isTool(node) ? FROM_MODEL : FROM_AI;
}

/** Whether an AI model chooses the value of a parameter, or of one in *Options*. */
export function isFromModel(node: INode, name: string): boolean {
	const { [name]: value, options } = node.parameters;
	return [value, (options as Values | undefined)?.[name]].some((stored) =>
		hasExpression(stored, byModel(node)),
	);
}

const FOR_USERS =
	"can't be chosen by an AI model, because it limits what the model may do: enter a value, or an expression without $fromAI and $json, such as {{ $('Node').item.json.value }}";

/** Whether a value has an expression, at any depth. */
export function hasExpression(value: unknown, which = /^=/): boolean {
	if (typeof value === 'string') return value.startsWith('=') && which.test(value);
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some((inner) => hasExpression(inner, which));
}
