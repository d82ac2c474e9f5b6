/** A value, or why there is none. Every result in the package has `ok`, which distinguishes them. */
export type Result<Value, Problem extends { readonly ok: false }> = Ok<Value> | Problem;

interface Ok<Value> {
	readonly ok: true;
	readonly value: Value;
}

export function ok<Value>(value: Value): Ok<Value> {
	return { ok: true, value };
}

/** Continues with the value; a problem stays as it is. */
export function andThen<Value, Next, Problem extends { readonly ok: false }>(
	result: Result<Value, Problem>,
	next: (value: Value) => Next | Problem,
): Next | Problem {
	return result.ok ? next(result.value) : result;
}
