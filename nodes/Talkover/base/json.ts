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

/** A text or a number in JSON. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
/** Fewer digits are always exact. */
const LONG_NUMBER = /\d{16}/;

/**
 * Parses JSON in which integers beyond 2^53, such as numeric IDs, become text, because a number would be rounded to another ID.
 *
 * @throws SyntaxError if it isn't JSON
 */
export function parseExactly(text: string): unknown {
	const value: unknown = JSON.parse(text);
	if (!LONG_NUMBER.test(text)) return value;
	return JSON.parse(
		text.replace(STRING_OR_NUMBER, (token) =>
			/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
		),
	);
}

/** An object in JSON from outside, of whose fields nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
	return Array.isArray(value);
}

/** Whether a key is the position in a list. PHP writes a list with gaps as `{"0": …, "2": …}`. */
export function isIndex(key: string): boolean {
	return /^\d+$/.test(key);
}

/** Whether a field is set. Missing, null and empty mean the same. */
export function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

/** Whether a value is a text that isn't blank. */
export function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/**
 * Whether objects and lists are nested more than `most` levels deep. Works level by level, because recursion
 * into a very deep value would overflow the stack.
 */
export function isDeeperThan(most: number, value: unknown): boolean {
	let depth = 0;
	for (let level: unknown[] = [value]; level.length > 0 && depth <= most; depth++) {
		level = level.flatMap((each): unknown[] =>
			typeof each === 'object' && each !== null ? Object.values(each) : [],
		);
	}
	return depth > most;
}
