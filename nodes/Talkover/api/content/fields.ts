import type { JsonObject } from '../../base/json';
import { isRecord, isSet } from '../../base/json';
import { words } from '../../base/text/words';
import { cached } from '../../base/collections/cache';

/** The names of a field in snake_case and in camelCase. Each text has one or several names. */
export function namesOf(...texts: readonly string[]): readonly string[] {
	return texts.flatMap(inBothCases);
}

const inBothCases = cached((text: string): readonly string[] =>
	words(text).flatMap((name) => {
		const camel = name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
		return camel === name ? [name] : [name, camel];
	}),
);

/** The first of these fields that is set. In JSON:API, the fields are in `attributes`. */
export function firstOf(thing: JsonObject, names: readonly string[]): unknown {
	for (const name of names) {
		if (isSet(thing[name])) return thing[name];
	}
	return isRecord(thing.attributes) ? firstOf(thing.attributes, names) : undefined;
}

/** All of these fields that are set. */
export function valuesOf(thing: JsonObject, names: readonly string[]): readonly unknown[] {
	const values: unknown[] = [];
	// A loop, because this runs for each part of each element of a list.
	for (const name of names) {
		if (isSet(thing[name])) values.push(thing[name]);
	}
	return isRecord(thing.attributes) ? [...values, ...valuesOf(thing.attributes, names)] : values;
}
