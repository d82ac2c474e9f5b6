const RESETS: (() => void)[] = [];

/**
 * A value that lives in the module, because executions of n8n share nothing else. Lint forbids other state there. The
 * value must be bounded, and contain no token and no item.
 *
 * @param make makes the value as it is at the start of the process
 */
export function moduleState<Value>(make: () => Value): () => Value {
	let value = make();
	RESETS.push(() => {
		value = make();
	});
	return () => value;
}

/** Resets everything that lives in the modules. For tests. */
export function resetModuleState(): void {
	for (const reset of RESETS) reset();
}
