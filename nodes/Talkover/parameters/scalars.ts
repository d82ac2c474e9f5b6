import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { cut } from './bounds';
import { attemptReading, invalid } from './invalidInput';
import { isDeeperThan, isRecord, parseJson } from './json';
import type { Field, Spec, WithDefault } from './field';
import { field, isBlank } from './field';

interface TextSpec<Name extends string> extends Spec<Name> {
	readonly default?: string;
	readonly minLength?: number;
	readonly maxLength?: number;
	/** What the text has to look like, and that in words. */
	readonly pattern?: { readonly regex: RegExp; readonly text: string };
	/** Lines of the input; more than one makes it a text area. */
	readonly rows?: number;
	/** A secret: the panel hides what is entered. */
	readonly password?: true;
}

/** Free text; blank is undefined, anything else is sent as it was entered. */
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
		// Before the pattern, so that no pattern sees a text that is too long anyway.
		checkLength(value, minLength, maxLength);
		if (pattern?.regex.test(value) === false) {
			throw invalid(`must be ${pattern.text} (it is ${quoted(value)})`);
		}
		return value;
	});
}

/** Lengths are in characters as people count them, and not in the halves that strings are made of. */
function checkLength(value: string, least: number, most: number): void {
	// A character is one or two of those, so most texts need no counting.
	if (value.length <= most && value.length >= 2 * least) return;
	let length = 0;
	for (const _ of value) length += 1;
	if (length > most) {
		throw invalid(`may not be longer than ${most} characters (it has ${length})`);
	}
	if (length < least) {
		throw invalid(`must have at least ${least} characters (it has ${length})`);
	}
}

/** Like {@link field}, of a property whose default is a value. */
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
	/** Digits after the point; none by default. */
	readonly decimals?: number;
}

/** A number within the documented range; text that is a number is taken, as CRMs send it. */
export function number<const Name extends string>({
	min,
	max,
	decimals = 0,
	...spec
}: NumberSpec<Name>): Field<Name, number | undefined> & WithDefault {
	const typeOptions = {
		minValue: min,
		...(max === undefined ? {} : { maxValue: max }),
		numberPrecision: decimals,
	};
	const range = max === undefined ? `${min} or more` : `between ${min} and ${max}`;
	return withDefault({ ...spec, type: 'number', typeOptions }, (raw) => {
		if (isBlank(raw)) return undefined;
		const value = typeof raw === 'string' ? Number(raw) : raw;
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			throw invalid(`must be a number ${range} (it is ${quoted(raw)})`);
		}
		if (decimals === 0 && !Number.isInteger(value)) {
			throw invalid(`must be a whole number ${range} (it is ${value})`);
		}
		if (value < min || value > (max ?? Infinity)) {
			throw invalid(`must be ${range} (it is ${value})`);
		}
		return value;
	});
}

/** A switch. Talkover's booleans have no third state, so blank is undefined and not sent. */
export function toggle<const Name extends string>(
	spec: Spec<Name> & { readonly default: boolean },
): Field<Name, boolean | undefined> & WithDefault {
	return withDefault({ ...spec, type: 'boolean' }, (raw) => {
		if (isBlank(raw)) return undefined;
		if (raw === true || raw === 'true') return true;
		if (raw === false || raw === 'false') return false;
		throw invalid(`must be true or false (it is ${quoted(raw)})`);
	});
}

export interface Option extends INodePropertyOptions {
	readonly value: string;
}

interface ChoiceSpec<Name extends string, Options extends readonly Option[]> extends Spec<Name> {
	readonly options: Options;
	readonly default: Options[number]['value'];
}

/**
 * One of the values that Talkover documents. Its lists are incomplete in places, so another value that
 * an expression or an AI agent gives is sent as it is, and Talkover judges it.
 */
export function choice<const Name extends string, const Options extends readonly Option[]>({
	options,
	...spec
}: ChoiceSpec<Name, Options>): Field<Name, string> & WithDefault {
	return withDefault({ ...spec, type: 'options', options: [...options] }, (raw) => {
		if (isBlank(raw)) throw invalid('is required');
		return asText(raw).trim();
	});
}

/** One of the node's own alternatives, which decide what the node does; any other value is rejected. */
export function ownChoice<const Name extends string, const Options extends readonly Option[]>({
	options,
	...spec
}: ChoiceSpec<Name, Options>): Field<Name, Options[number]['value']> & WithDefault {
	return withDefault({ ...spec, type: 'options', options: [...options] }, (raw) => {
		const option: Options[number] | undefined = options.find(({ value }) => value === raw);
		if (option) return option.value;
		const allowed = options.map(({ name, value }) => `${value} (${name})`).join(', ');
		throw invalid(`must be one of ${allowed}; it is ${quoted(raw)}`);
	});
}

/** A JSON object, as text or as an object of an expression; blank is undefined. */
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

/** No documented value has more than a few levels, and far deeper ones overflow the stack of whoever reads them. */
const DEEPEST = 100;

/** @throws InvalidInput when it is neither an object nor the JSON of one, or is nested too deeply */
export function asJsonObject(raw: unknown): IDataObject {
	const value = typeof raw === 'string' ? asJson(raw) : raw;
	if (!isRecord(value)) throw invalid(`must be a JSON object in braces (it is ${quoted(value)})`);
	if (typeof raw === 'string') return value as IDataObject;
	const json = jsonOf(value);
	if (json === undefined) throw invalid('contains itself, or is nested too deeply');
	return asJson(json) as IDataObject;
}

/** @throws InvalidInput when it is not JSON, or is nested too deeply */
export function asJson(text: string): unknown {
	const value = parseJson(text);
	if (isDeeperThan(DEEPEST, value))
		throw invalid(`must not be nested more than ${DEEPEST} levels deep`);
	return value;
}

/** Text of something an expression gave: numbers are written out, structures are refused. */
export function asText(raw: unknown): string {
	if (typeof raw === 'string') return raw;
	if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
	throw invalid(`must be text (it is ${quoted(raw)})`);
}

const MAX_QUOTE = 60;

/** A value as a message may show it: short, and recognisable. */
export function quoted(raw: unknown): string {
	const shown =
		raw === undefined
			? 'empty'
			: (jsonOf(beginningOf(raw)) ?? 'a value that cannot be written as JSON');
	return cut(shown, MAX_QUOTE);
}

/** Of a long text, as much as is shown: writing all of it would take time for nothing. */
function beginningOf(raw: unknown): unknown {
	return typeof raw === 'string' ? raw.slice(0, MAX_QUOTE) : raw;
}

/** Undefined for what has no JSON: functions, and what is nested too deeply or contains itself. */
function jsonOf(raw: unknown): string | undefined {
	const written = attemptReading(() => JSON.stringify(raw) as string | undefined);
	return 'value' in written ? written.value : undefined;
}
