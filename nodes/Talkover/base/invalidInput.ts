import { LONGEST_TEXT, MOST_MESSAGES, andMore, cut } from './bounds';
import { plainText } from './plainText';

/** A single issue with the user's input. */
export interface Fault {
	/** The parameter's label on the screen; undefined if the text stands on its own. */
	readonly label?: string;
	readonly text: string;
}

/** The result of a check: a value that may be sent, or all faults. */
export type Attempt<Value> = { readonly value: Value } | { readonly faults: readonly Fault[] };

/**
 * Thrown for input that must not be sent. {@link attempt} turns it into faults, so that the faults of all items
 * can be reported together.
 */
export class InvalidInput extends Error {
	constructor(readonly faults: readonly Fault[]) {
		const shown = faults
			.slice(0, MOST_MESSAGES)
			.map(({ label, text }) => cut(label ? `${label}: ${text}` : text, LONGEST_TEXT));
		const more = faults.length - shown.length;
		// Only the message of `authenticate` reaches n8n as it is. Everything else is reported from the faults.
		super(plainText([...shown, ...(more > 0 ? [andMore(more)] : [])].join('; ')));
	}
}

/** Creates an error with a single fault. The field adds its label. */
export function invalid(text: string): InvalidInput {
	return new InvalidInput([{ text }]);
}

/**
 * Runs a check. InvalidInput becomes faults; anything else that it throws is a bug of this package and is
 * thrown again.
 */
export function attempt<Value>(check: () => Value): Attempt<Value> {
	const outcome = settle(check);
	if ('value' in outcome) return outcome;
	if (outcome.error instanceof InvalidInput) return { faults: outcome.error.faults };
	throw outcome.error;
}

/**
 * Reads a value that n8n evaluates first. Any error that n8n throws, such as for an invalid expression, becomes
 * a fault of the input.
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

/** Combines the `message` and `description` of n8n's errors. */
export function faultOf({ message, description }: Error & { description?: unknown }): Fault {
	const more = typeof description === 'string' && description !== message ? `. ${description}` : '';
	return { text: `${message}${more}` };
}

/** The same attempt, with a label for faults that don't have one. */
export function labeled<Value>(label: string, result: Attempt<Value>): Attempt<Value> {
	if ('value' in result) return result;
	return { faults: result.faults.map((fault) => ({ label, ...fault })) };
}

/** All the values, or the faults of all attempts together. */
export function all<Value>(attempts: readonly Attempt<Value>[]): Attempt<Value[]> {
	const faults = attempts.flatMap((result) => ('faults' in result ? result.faults : []));
	if (faults.length > 0) return { faults };
	return { value: attempts.flatMap((result) => ('value' in result ? [result.value] : [])) };
}
