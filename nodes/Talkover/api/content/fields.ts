import type { JsonObject } from '../../base/json';
import { isSet } from '../../base/json';

/** The first of these fields that is set. */
export function firstOf(thing: JsonObject, names: readonly string[]): unknown {
	for (const name of names) if (isSet(thing[name])) return thing[name];
	return undefined;
}
