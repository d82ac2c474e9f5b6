/** A value that is made when it is first needed. */
export function lazily<Value>(make: () => Value): () => Value {
	let made: { readonly value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}

/** The most keys. Keys that contain what users enter may be many. */
const MOST_KEYS = 1_000;

/** A function that computes the result for each key once. Only for pure functions with few different keys. */
export function cached<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, { readonly value: Value }>();
	return (key) => {
		const before = known.get(key);
		if (before) return before.value;
		if (known.size >= MOST_KEYS) known.clear();
		const value = compute(key);
		known.set(key, { value });
		return value;
	};
}
