import type { IDataObject } from 'n8n-workflow';

import type { Question } from '../../operation/creation/once';
import { isoTime } from '../../base/time/dates';

/** Why a call isn't made. Stored in workflows that branch on it, so a reason never changes. */
export type Reason =
	| 'calledRecently'
	| 'callsUnknown'
	| 'countryNotAllowed'
	| 'doNotCall'
	| 'duplicate'
	| 'invalidNumber'
	| 'maxCalls'
	| 'onCall'
	| 'onlyCall'
	| 'outsideCallingHours'
	| 'premiumRate'
	| 'timeZoneUnknown';

/** A decision not to make a call. */
export interface Refusal {
	readonly reason: Reason;
	/** A sentence for people and AI models, without final period. */
	readonly message: string;
	/** What else the output has, such as `nextAllowedAt`. */
	readonly details?: IDataObject;
	/** The call because of which none is made. */
	readonly call?: IDataObject;
	/** Whether the item fails instead of being skipped. */
	readonly fails?: boolean;
	/** Whether another attempt skips the item as well. Otherwise, it decides again. */
	readonly isFinal?: boolean;
}

/**
 * What a rule says about a call. With `ask`, it needs to know something first. With `unknown`, it can't tell, and the call
 * isn't made. With `later`, Talkover has to wait for this many seconds before it dials.
 */
export type Verdict =
	| { readonly may: 'ask'; readonly question: Question }
	| { readonly may: 'later'; readonly delaySeconds: number }
	| { readonly may: 'no' | 'unknown'; readonly refusal: Refusal }
	| { readonly may: 'yes' };

export const YES: Verdict = { may: 'yes' };

export function no(refusal: Refusal): Verdict {
	return { may: 'no', refusal };
}

export function unknown(refusal: Refusal): Verdict {
	return { may: 'unknown', refusal };
}

export function ask(question: Question): Verdict {
	return { may: 'ask', question };
}

/** A time in the form of the output, rounded up to the second. */
export function isoOf(time: number): string {
	return isoTime(Math.ceil(time / 1_000) * 1_000);
}

/** A call that a rule decides about. */
export interface PlannedCall {
	/** In E.164 form. */
	readonly to: string;
	/** In milliseconds since 1970, as is the next. */
	readonly now: number;
	/** After `now` if Talkover delays it. */
	readonly dialedAt: number;
}

/** A rule that decides without a request, from what is known. */
export type Rule = (call: PlannedCall) => Verdict;

/** The first rule that doesn't say yes decides; a delay only if no other rule has a reason. */
export function verdictOf(rules: readonly Rule[], call: PlannedCall): Verdict {
	let decided = YES;
	for (const rule of rules) {
		const verdict = rule(call);
		if (verdict.may === 'later') decided = verdict;
		else if (verdict.may !== 'yes') return verdict;
	}
	return decided;
}
