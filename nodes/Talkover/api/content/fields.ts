import type { JsonObject } from '../../base/json';
import { isSet } from '../../base/json';

/** The first of these fields that is set. */
export function firstOf(thing: JsonObject, names: readonly string[]): unknown {
	for (const name of names) if (isSet(thing[name])) return thing[name];
	return undefined;
}

/** All of these fields that are set. */
export function valuesOf(thing: JsonObject, names: readonly string[]): readonly unknown[] {
	const values: unknown[] = [];
	for (const name of names) if (isSet(thing[name])) values.push(thing[name]);
	return values;
}
