/** A value that is made when it is first needed. */
export function lazily<Value>(make: () => Value): () => Value {
	let made: { readonly value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}

/** A function that computes the result for each key once. Only for pure functions with few different keys. */
export function cached<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, { readonly value: Value }>();
	return (key) => {
		const result = known.get(key) ?? { value: compute(key) };
		known.set(key, result);
		return result.value;
	};
}
