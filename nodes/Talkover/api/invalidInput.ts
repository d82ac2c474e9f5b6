/** One thing that is wrong with what the user entered. */
export interface Fault {
	/** The parameter's label on the screen; absent when the text stands on its own. */
	readonly label?: string;
	readonly text: string;
}

/** What a check gives: a value that may be sent, or everything that speaks against it. */
export type Attempt<Value> = { readonly value: Value } | { readonly faults: readonly Fault[] };

/**
 * Input that must not be sent. Thrown by whatever reads a single value and turned into an
 * {@link Attempt} close by, so that the faults of all items can be reported together.
 */
export class InvalidInput extends Error {
	constructor(readonly faults: readonly Fault[]) {
		super(faults.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join('; '));
	}
}

/** Shorthand for a single fault whose label is added by the field that it is found in. */
export function invalid(text: string): InvalidInput {
	return new InvalidInput([{ text }]);
}

/**
 * Runs a check. Whatever it throws becomes a fault: InvalidInput with its own words, n8n's report
 * on an expression that could not be evaluated with the message it has.
 */
export function attempt<Value>(check: () => Value): Attempt<Value> {
	try {
		return { value: check() };
	} catch (error) {
		if (error instanceof InvalidInput) return { faults: error.faults };
		return { faults: [{ text: error instanceof Error ? error.message : String(error) }] };
	}
}

/** The same attempt; faults that have no label yet get this one. */
export function labelled<Value>(label: string, result: Attempt<Value>): Attempt<Value> {
	if ('value' in result) return result;
	return { faults: result.faults.map((fault) => ({ label, ...fault })) };
}

/** All the values, or the faults of all attempts together. */
export function all<Value>(attempts: readonly Attempt<Value>[]): Attempt<Value[]> {
	const faults = attempts.flatMap((result) => ('faults' in result ? result.faults : []));
	if (faults.length > 0) return { faults };
	return { value: attempts.flatMap((result) => ('value' in result ? [result.value] : [])) };
}
