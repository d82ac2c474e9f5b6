import { LONGEST_TEXT, MOST_MESSAGES, andMore, cut } from './bounds';
import { plainText } from './text/plainText';
import type { Result } from './result';
import { ok } from './result';

/** A single issue with the user's input. */
export interface Fault {
	/** The parameter's label on the screen; undefined if the text stands on its own. */
	readonly label?: string;
	readonly text: string;
	/** The value is required, and there is none. */
	readonly isMissing?: true;
	/** The value is the contact of an item, of whom other items may have one that can be used. */
	readonly isContact?: true;
	/** A phone number lacks its country, which a setting gives to all items. */
	readonly needsCountry?: true;
}

/** Input that must not be sent, with everything that is wrong with it. */
export interface Invalid {
	readonly ok: false;
	readonly faults: readonly Fault[];
}

export function withFaults(faults: readonly Fault[]): Invalid {
	return { ok: false, faults };
}

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

/** The texts of all faults, without labels. */
export function textOfFaults({ faults }: Invalid): string {
	return faults.map(({ text }) => text).join('; ');
}

/** Creates an error with a single fault. The field adds its label. */
export function invalid(text: string): InvalidInput {
	return new InvalidInput([{ text }]);
}

/** The same error, whose faults have these details too. */
export function detailed(error: InvalidInput, details: Partial<Fault>): InvalidInput {
	return new InvalidInput(error.faults.map((fault) => ({ ...fault, ...details })));
}

/** Creates an error for a required value that is blank. */
export function missing(text = 'is required'): InvalidInput {
	return new InvalidInput([{ text, isMissing: true }]);
}

/**
 * Runs a check. InvalidInput becomes faults; anything else that it throws is a bug of this package and is
 * thrown again.
 */
export function attempt<Value>(check: () => Value): Result<Value, Invalid> {
	let thrown: Error;
	try {
		return ok(check());
	} catch (error) {
		thrown = asError(error);
	}
	if (thrown instanceof InvalidInput) return withFaults(thrown.faults);
	throw thrown;
}

/**
 * Reads a value that n8n evaluates first. Any error that n8n throws, such as for an invalid expression, becomes
 * a fault of the input.
 */
export function attemptReading<Value>(read: () => Value): Result<Value, Invalid> {
	try {
		return ok(read());
	} catch (error) {
		return withFaults([faultOf(asError(error))]);
	}
}

/** What was thrown as an error. Anything may be thrown, and objects may have no text. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error
		? thrown
		: new Error(typeof thrown === 'string' ? thrown : 'Unknown error');
}

/** Combines the `message` and `description` of n8n's errors. */
export function faultOf({ message, description }: Error & { description?: unknown }): Fault {
	const more = typeof description === 'string' && description !== message ? `. ${description}` : '';
	return { text: `${message}${more}` };
}

/** The same result, with a label for faults that don't have one. */
export function labeled<Value>(
	label: string,
	result: Result<Value, Invalid>,
): Result<Value, Invalid> {
	if (result.ok) return result;
	return withFaults(result.faults.map((fault) => ({ label, ...fault })));
}

/** All the values, or the faults of all results together. */
export function all<Value>(results: readonly Result<Value, Invalid>[]): Result<Value[], Invalid> {
	const faults = results.flatMap((result) => (result.ok ? [] : result.faults));
	if (faults.length > 0) return withFaults(faults);
	return ok(results.flatMap((result) => (result.ok ? [result.value] : [])));
}
