/**
 * What can be concluded from a response. Not found proves nothing: a decision must name what it does if the answer is
 * `unknown`.
 */
export type Certainty = 'no' | 'unknown' | 'yes';

/** The certainty of a boolean; undefined means that nothing is known. */
export function certaintyOf(known: boolean | undefined): Certainty {
	if (known === undefined) return 'unknown';
	return known ? 'yes' : 'no';
}

/** Whether any is true: one `yes` suffices, and a `no` needs all of them. Without any, the answer is `no`. */
export function anyOf(certainties: readonly Certainty[]): Certainty {
	if (certainties.includes('yes')) return 'yes';
	return certainties.includes('unknown') ? 'unknown' : 'no';
}

/** Whether all are true: one `no` suffices, and a `yes` needs all of them. */
export function allOf(certainties: readonly Certainty[]): Certainty {
	if (certainties.includes('no')) return 'no';
	return certainties.includes('unknown') ? 'unknown' : 'yes';
}

/** The opposite of a certainty. */
export function notOf(certainty: Certainty): Certainty {
	if (certainty === 'unknown') return 'unknown';
	return certainty === 'yes' ? 'no' : 'yes';
}
