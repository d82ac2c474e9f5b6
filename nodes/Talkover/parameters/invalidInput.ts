import { LONGEST_TEXT, MOST_MESSAGES, andMore, cut } from './bounds';

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
		const shown = faults
			.slice(0, MOST_MESSAGES)
			.map(({ label, text }) => cut(label ? `${label}: ${text}` : text, LONGEST_TEXT));
		const more = faults.length - shown.length;
		super([...shown, ...(more > 0 ? [andMore(more)] : [])].join('; '));
	}
}

/** Shorthand for a single fault whose label is added by the field that it is found in. */
export function invalid(text: string): InvalidInput {
	return new InvalidInput([{ text }]);
}

/**
 * Runs a check; InvalidInput becomes its faults. Anything else it throws is a fault of this package
 * and goes on as it is.
 */
export function attempt<Value>(check: () => Value): Attempt<Value> {
	const outcome = settle(check);
	if ('value' in outcome) return outcome;
	if (outcome.error instanceof InvalidInput) return { faults: outcome.error.faults };
	throw outcome.error;
}

/**
 * Reads something that n8n evaluates first. Whatever n8n says against it, such as an expression that
 * cannot be evaluated, is a fault of the input.
 */
export function attemptReading<Value>(read: () => Value): Attempt<Value> {
	const outcome = settle(read);
	return 'value' in outcome ? outcome : { faults: [faultOf(outcome.error)] };
}

function settle<Value>(work: () => Value): { value: Value } | { error: Error } {
	try {
		return { value: work() };
	} catch (error) {
		return { error: error instanceof Error ? error : new Error(String(error)) };
	}
}

/** n8n's errors say what happened in `message`, and where or why in `description`. */
export function faultOf({ message, description }: Error & { description?: unknown }): Fault {
	const more = typeof description === 'string' && description !== message ? `. ${description}` : '';
	return { text: `${message}${more}` };
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
