import type { JsonObject } from '../base/json';
import { isRecord } from '../base/json';

/** The most levels of a body. Documented ones have a few, and very deep ones may be malicious. */
export const DEEPEST = 50;

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

/** The first text or number with one of the names. Searches all sections for a name before the next name. */
export function firstText(
	sections: readonly JsonObject[],
	...names: readonly string[]
): string | undefined {
	for (const name of names) {
		const found = sections
			.map((section) => textOf(section[name]))
			.find((text) => text !== undefined);
		if (found !== undefined) return found;
	}
	return undefined;
}
