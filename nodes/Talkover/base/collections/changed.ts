import type { JsonObject } from '../json';

/** The same list if no value in it changes, otherwise a copy. */
export function withValues(
	list: readonly unknown[],
	change: (value: unknown) => unknown,
): readonly unknown[] {
	const changed = list.map((value) => change(value));
	return changed.some((value, index) => value !== list[index]) ? changed : list;
}

/** The same object if none of its names and values changes, otherwise a copy. */
export function withEntries(
	object: JsonObject,
	change: (name: string, value: unknown) => readonly [name: string, value: unknown],
): JsonObject {
	const before = Object.entries(object);
	const after = before.map(([name, value]) => change(name, value));
	const isChanged = after.some(
		([name, value], index) => name !== before[index]?.[0] || value !== before[index][1],
	);
	return isChanged ? Object.fromEntries(after) : object;
}
