import type { Certainty } from '../../base/certainty';

/**
 * What each decision about calls and creations takes for true if an answer can't tell: the side on which nobody is called
 * twice and nothing is reported that didn't happen. `docs/development/decisions.md` has what counts as yes and no.
 */
const IF_UNKNOWN = {
	/** Was it created before n8n was killed? Then nothing is sent. */
	createdBefore: true,
	/** Did a request go through whose response was lost? Otherwise, its outcome stays unknown. */
	wentThrough: false,
	/** Is the agent on a call with the number? Then it isn't called. */
	onCall: true,
	/** Is a call with the number that a list was filtered by? Then it stays in the list. */
	withNumber: true,
	/** Has the call ended? */
	ended: false,
} as const;

/** An answer in the output; null if it can't be told. */
export function inOutput(answer: Certainty): boolean | null {
	return answer === 'unknown' ? null : answer === 'yes';
}

/** The decision that follows from an answer. */
export function conclude(decision: keyof typeof IF_UNKNOWN, answer: Certainty): boolean {
	return answer === 'unknown' ? IF_UNKNOWN[decision] : answer === 'yes';
}
