import type { JsonObject } from '../../base/json';
import { isSet } from '../../base/json';

/** The first of these fields that is set. */
export function firstOf(thing: JsonObject, names: readonly string[]): unknown {
	const name = names.find((each) => isSet(thing[each]));
	return name === undefined ? undefined : thing[name];
}

/** All of these fields that are set. */
export function valuesOf(thing: JsonObject, names: readonly string[]): readonly unknown[] {
	return names.map((name) => thing[name]).filter(isSet);
}
