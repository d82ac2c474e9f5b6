import { comparableId } from '../api/content/identity';
import type { JsonObject } from '../base/json';
import { isRecord } from '../base/json';

/** An object; undefined otherwise. */
export function objectIn(value: unknown): JsonObject | undefined {
	return isRecord(value) ? value : undefined;
}

/** A text, or a number as text; undefined if it isn't set. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}

/** The ID of a thing as text. What programs write if there is none, such as 0, would make several things one. */
export function idTextOf(value: unknown): string | undefined {
	const text = textOf(value);
	return comparableId(text) === undefined ? undefined : text;
}

/** The first text or number with one of the names. Searches all sections for a name before the next name. */
export function firstText(
	sections: readonly JsonObject[],
	...names: readonly string[]
): string | undefined {
	return firstIn(sections, names, textOf);
}

/** The first ID with one of the names, in the same order. */
export function firstId(
	sections: readonly JsonObject[],
	...names: readonly string[]
): string | undefined {
	return firstIn(sections, names, idTextOf);
}

function firstIn(
	sections: readonly JsonObject[],
	names: readonly string[],
	read: (value: unknown) => string | undefined,
): string | undefined {
	for (const name of names) {
		const found = sections.map((section) => read(section[name])).find((text) => text !== undefined);
		if (found !== undefined) return found;
	}
	return undefined;
}
