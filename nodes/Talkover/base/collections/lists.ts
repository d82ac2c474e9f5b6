/** Adds a value to the list of a key. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
	const list = lists.get(key);
	if (list) list.push(value);
	else lists.set(key, [value]);
}

/** The smallest of any number of numbers; Infinity if there are none. `Math.min(...)` fails for 200,000. */
export function smallest(numbers: readonly number[]): number {
	return numbers.reduce((least, number) => Math.min(least, number), Infinity);
}

/** The largest of any number of numbers; -Infinity if there are none. */
export function largest(numbers: readonly number[]): number {
	return numbers.reduce((most, number) => Math.max(most, number), -Infinity);
}
