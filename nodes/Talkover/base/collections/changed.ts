import type { JsonObject } from '../json';

/** The same list if no value in it changes, otherwise a copy. */
export function withValues(
	list: readonly unknown[],
	change: (value: unknown) => unknown,
): readonly unknown[] {
	const changed: unknown[] = [];
	let isChanged = false;
	// A loop, because this runs for each value of each response.
	for (const value of list) {
		const next = change(value);
		changed.push(next);
		isChanged ||= next !== value;
	}
	return isChanged ? changed : list;
}

/** The same object if none of its names and values changes, otherwise a copy. */
export function withEntries(
	object: JsonObject,
	change: (name: string, value: unknown) => readonly [name: string, value: unknown],
): JsonObject {
	const changed: (readonly [name: string, value: unknown])[] = [];
	let isChanged = false;
	for (const [name, value] of Object.entries(object)) {
		const next = change(name, value);
		changed.push(next);
		isChanged ||= next[0] !== name || next[1] !== value;
	}
	return isChanged ? Object.fromEntries(changed) : object;
}
