import { invalid } from './invalidInput';

/** @throws InvalidInput with V8's message about what is wrong and where */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		const reason = error instanceof SyntaxError ? error.message : String(error);
		throw invalid(`isn't valid JSON: ${reason}`);
	}
}

/** Fewer digits are always exact. */
const LONG_NUMBER = /\d{16}/;
/** A long integer outside texts. */
const LONG_INTEGER = /(?<![\d.+\-e])-?\d{16,}(?![\d.e])/gi;

/**
 * The value of JSON from outside, in which integers beyond 2^53, such as numeric IDs, become text, because a number would be
 * rounded to another ID. Undefined if it isn't JSON.
 */
export function jsonIn(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return LONG_NUMBER.test(text) ? JSON.parse(withLongIntegersAsText(text)) : value;
	} catch {
		return undefined;
	}
}

/** Fewer characters between two texts contain no long integer. */
const SHORTEST_OUTSIDE = 16;

/**
 * Skips texts without a regular expression, which would overflow the stack for a text of some megabytes. What is between
 * two texts is only cut out if it may contain a long integer, because a body may have 400,000 names.
 */
function withLongIntegersAsText(json: string): string {
	const parts: string[] = [];
	let copied = 0;
	for (let at = 0; at < json.length;) {
		const quote = json.indexOf('"', at);
		const open = quote < 0 ? json.length : quote;
		if (open - at >= SHORTEST_OUTSIDE) {
			parts.push(json.slice(copied, at), longIntegersAsText(json.slice(at, open)));
			copied = open;
		}
		at = endOfText(json, open + 1);
	}
	return parts.join('') + json.slice(copied);
}

function longIntegersAsText(json: string): string {
	return json.replace(LONG_INTEGER, (number) =>
		Number.isSafeInteger(Number(number)) ? number : `"${number}"`,
	);
}

/** The position after the quote that ends a text: one after an even number of backslashes. */
function endOfText(json: string, start: number): number {
	for (let quote = json.indexOf('"', start); quote >= 0; quote = json.indexOf('"', quote + 1)) {
		let before = quote - 1;
		while (before >= start && json[before] === '\\') before -= 1;
		if ((quote - 1 - before) % 2 === 0) return quote + 1;
	}
	return json.length;
}

/** An object in JSON from outside, of whose fields nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An error and the errors that caused it, the outermost first. Those of n8n and axios wrap each other. */
export function* causesOf(error: unknown): Generator<Record<string, unknown>, void> {
	for (let cause = error, depth = 0; isRecord(cause) && depth < 5; cause = cause.cause, depth++) {
		yield cause;
	}
}

export function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}

/** Whether a field is set. Missing, null and empty mean the same. */
export function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

/** Whether a value is a text that isn't blank. */
export function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/** A number that isn't negative, also as text; undefined for anything else. */
export function numberIn(value: unknown): number | undefined {
	const isDecimal = isText(value) && /^\s*\d{1,20}(?:\.\d{1,20})?\s*$/.test(value);
	const number = isDecimal ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** A value as text; empty for anything but texts, numbers and truth values, because objects may have no text. */
export function plainTextOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A text in the form in which it's compared. Talkover may remove spaces around a text that it stores. */
function comparableText(value: unknown): string {
	return plainTextOf(value).replaceAll('\r\n', '\n').trim();
}

/** A value in the form in which it's compared. Talkover may return 1 as 1.00, and true as 1 or as text. */
export function comparableValue(value: unknown): string {
	const text = comparableText(value)
		.replace(/^true$/i, '1')
		.replace(/^false$/i, '0');
	return text === '' || Number.isNaN(Number(text)) ? text : String(Number(text));
}

/** Whether two texts are the same, apart from the spaces around them. */
export function isSameText(a: unknown, b: string): boolean {
	return comparableText(a) === comparableText(b);
}

/**
 * Whether objects and lists are nested more than `most` levels deep. Works level by level, because recursion
 * into a very deep value would overflow the stack.
 */
export function isDeeperThan(most: number, value: unknown): boolean {
	let depth = 0;
	for (let level: unknown[] = [value]; level.length > 0 && depth <= most; depth++) {
		const next: unknown[] = [];
		// A loop, because this runs for each value of each response.
		for (const each of level) {
			if (isList(each)) for (const inner of each) next.push(inner);
			// Object.values takes three times as long for an object with 400,000 names.
			else if (isRecord(each)) for (const name in each) next.push(each[name]);
		}
		level = next;
	}
	return depth > most;
}
