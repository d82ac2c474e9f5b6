import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { cut } from '../base/bounds';
import { attempt, attemptReading, invalid, missing, textOfFaults } from '../base/invalidInput';
import { isDeeperThan, isRecord, parseJson } from '../base/json';
import { defined } from '../base/collections/defined';
import type { Field, Spec, WithDefault } from './field';
import { field, isBlank, neededIfAdded } from './field';

interface TextSpec<Name extends string> extends Spec<Name> {
	readonly default?: string;
	readonly minLength?: number;
	readonly maxLength?: number;
	/** The required form of the text, as a pattern and in words. */
	readonly pattern?: { readonly regex: RegExp; readonly text: string };
	/** Lines of the input field; more than one makes it a text area. */
	readonly rows?: number;
	/** Whether it is a secret, which the panel hides. */
	readonly password?: true;
}

/** Free text, sent as entered; undefined if blank. */
export function text<const Name extends string>({
	minLength = 0,
	maxLength = Infinity,
	pattern,
	rows,
	password,
	...spec
}: TextSpec<Name>): Field<Name, string | undefined> {
	const typeOptions = { ...(rows ? { rows } : {}), ...(password ? { password } : {}) };
	const input = rows || password ? { typeOptions } : {};
	return field({ default: '', ...spec, type: 'string', ...input }, (raw) => {
		if (isBlank(raw)) return undefined;
		const value = asText(raw);
		// Before the pattern, so that no pattern has to process a text that is too long.
		checkLength(value, minLength, maxLength);
		if (pattern?.regex.test(value) === false) {
			throw invalid(`must be ${pattern.text} (found ${quoted(value)})`);
		}
		return value;
	});
}

/** Checks the length in code points instead of UTF-16 code units. */
function checkLength(value: string, least: number, most: number): void {
	// A code point has one or two code units, so most texts don't need counting.
	if (value.length <= most && value.length >= 2 * least) return;
	let length = 0;
	for (const _ of value) length += 1;
	if (length > most) {
		throw invalid(`must have at most ${most} characters (found ${length})`);
	}
	if (length < least) {
		throw invalid(`must have at least ${least} characters (found ${length})`);
	}
}

/** Like {@link field}, for a property with a default that isn't blank. */
function withDefault<const Name extends string, Value>(
	property: INodeProperties & { readonly name: Name },
	read: (raw: unknown) => Value,
): Field<Name, Value> & WithDefault {
	return { ...field(property, read), hasDefault: true };
}

interface NumberSpec<Name extends string> extends Spec<Name> {
	readonly default: number;
	readonly min: number;
	readonly max?: number;
	/** Decimal places; none by default. */
	readonly decimals?: number;
}

/** A number within the documented range. Numeric text is accepted, because CRMs send it. */
export function number<const Name extends string>(
	spec: NumberSpec<Name>,
): Field<Name, number | undefined> & WithDefault {
	const { property, read } = numeric(spec);
	return withDefault({ ...property, default: spec.default }, read);
}

/** Like {@link number}, initially empty. */
export function optionalNumber<const Name extends string>(
	spec: Omit<NumberSpec<Name>, 'default'>,
): Field<Name, number | undefined> {
	const { property, read } = numeric(spec);
	return field({ ...property, default: '' }, read);
}

function numeric<const Name extends string>({
	min,
	max,
	decimals = 0,
	...spec
}: Omit<NumberSpec<Name>, 'default'>) {
	const typeOptions = defined({ minValue: min, maxValue: max, numberPrecision: decimals });
	const range = max === undefined ? `${min} or more` : `between ${min} and ${max}`;
	const read = (raw: unknown) => {
		if (isBlank(raw)) return undefined;
		const value = typeof raw === 'string' ? Number(raw) : raw;
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			throw invalid(`must be a number ${range} (found ${quoted(raw)})`);
		}
		if (decimals === 0 && !Number.isInteger(value)) {
			throw invalid(`must be a whole number ${range} (found ${value})`);
		}
		if (value < min || value > (max ?? Infinity)) {
			throw invalid(`must be ${range} (found ${value})`);
		}
		return value;
	};
	return { property: { ...spec, type: 'number' as const, typeOptions }, read };
}

/** A toggle. Blank is undefined and isn't sent, because Talkover's booleans have no third state. */
export function toggle<const Name extends string>(
	spec: Spec<Name> & { readonly default: boolean },
): Field<Name, boolean | undefined> & WithDefault {
	return withDefault({ ...spec, type: 'boolean' }, (raw) => {
		if (isBlank(raw)) return undefined;
		if (raw === true || raw === 'true') return true;
		if (raw === false || raw === 'false') return false;
		throw invalid(`must be true or false (found ${quoted(raw)})`);
	});
}

/** An option that is only added to be turned on: it's on once added, and undefined if nobody added it. */
export function onWhenAdded<const Name extends string>(
	spec: Spec<Name>,
): Field<Name, boolean | undefined> & { readonly whenAdded: true } {
	return neededIfAdded(toggle({ ...spec, default: true }));
}

export interface Option extends INodePropertyOptions {
	readonly value: string;
}

interface ChoiceSpec<Name extends string, Options extends readonly Option[]> extends Spec<Name> {
	readonly options: Options;
	readonly default: Options[number]['value'];
}

/**
 * One of the values that Talkover documents. Its lists are incomplete in places, so other values from an
 * expression or an AI agent are sent unchanged for Talkover to check.
 */
export function choice<const Name extends string, const Options extends readonly Option[]>({
	options,
	...spec
}: ChoiceSpec<Name, Options>): Field<Name, string> & WithDefault {
	return withDefault({ ...spec, type: 'options', options: [...options] }, (raw) => {
		if (isBlank(raw)) throw missing();
		return asText(raw).trim();
	});
}

/** One of the node's own alternatives, which decide what the node does. Any other value is rejected. */
export function ownChoice<const Name extends string, const Options extends readonly Option[]>({
	options,
	...spec
}: ChoiceSpec<Name, Options>): Field<Name, Options[number]['value']> & WithDefault {
	return withDefault({ ...spec, type: 'options', options: [...options] }, (raw) => {
		const option: Options[number] | undefined = options.find(({ value }) => value === raw);
		if (option) return option.value;
		const allowed = options.map(({ name, value }) => `${value} (${name})`).join(', ');
		throw invalid(`must be one of ${allowed} (found ${quoted(raw)})`);
	});
}

/** A JSON object, as text or as an object from an expression; undefined if blank. */
export function jsonObject<const Name extends string>({
	rows,
	...spec
}: Spec<Name> & { readonly rows: number; readonly default?: string }): Field<
	Name,
	IDataObject | undefined
> {
	return field({ default: '', ...spec, type: 'json', typeOptions: { rows } }, (raw) =>
		isBlank(raw) ? undefined : asJsonObject(raw),
	);
}

/** Documented values have a few levels. Very deep ones would overflow the stack of code that reads them. */
const DEEPEST = 100;

const OBJECT_EXAMPLE = '{"name": "Ana"}';

/** @throws InvalidInput if it is neither an object nor the JSON of one, or is nested too deeply */
export function asJsonObject(raw: unknown, example = OBJECT_EXAMPLE): IDataObject {
	const json = isRecord(raw) ? jsonOf(raw) : raw;
	if (json === undefined && isRecord(raw)) {
		throw invalid('must not contain itself or be nested too deeply');
	}
	// Some objects, such as dates, aren't objects in JSON.
	const value = typeof json === 'string' ? asJson(json, example) : json;
	if (!isRecord(value)) {
		throw invalid(`must be a JSON object in braces such as ${example} (found ${quoted(value)})`);
	}
	return value as IDataObject;
}

/** @throws InvalidInput if it isn't JSON or is nested too deeply */
export function asJson(text: string, example = OBJECT_EXAMPLE): unknown {
	const parsed = attempt(() => parseJson(text));
	if (!parsed.ok) throw invalid(`${textOfFaults(parsed)}. It must look like ${example}`);
	const { value } = parsed;
	if (isDeeperThan(DEEPEST, value))
		throw invalid(`must not be nested more than ${DEEPEST} levels deep`);
	return value;
}

/** Text from an expression's value. Converts numbers and booleans; rejects lists and objects. */
export function asText(raw: unknown): string {
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
	throw invalid(`must be text (found ${quoted(raw)})`);
}

const MAX_QUOTE = 60;

/** A value for a message: short and recognizable. */
export function quoted(raw: unknown): string {
	const shown =
		raw === undefined
			? 'empty'
			: (jsonOf(beginningOf(raw)) ?? "a value that can't be written as JSON");
	return cut(shown, MAX_QUOTE);
}

/** Cuts a long text, because converting all of it would waste time. */
function beginningOf(raw: unknown): unknown {
	return typeof raw === 'string' ? raw.slice(0, MAX_QUOTE) : raw;
}

/** Undefined for values without JSON: functions, and objects that contain themselves or are nested too deeply. */
function jsonOf(raw: unknown): string | undefined {
	const written = attemptReading(() => JSON.stringify(raw) as string | undefined);
	return written.ok ? written.value : undefined;
}
