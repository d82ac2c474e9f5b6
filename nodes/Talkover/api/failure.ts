import type { Messages } from './errorBody';
import { parseErrorBody } from './errorBody';
import { isRecord } from '../parameters/json';
import type { RateLimit } from './pacing/rateLimit';
import type { Creation } from './request';

/**
 * What is known about a request that gave no usable answer. The kinds differ in what may be done
 * next: whether sending again is safe, useful, or neither.
 */
export type FailureKind =
	/** 401, 403 for the token: every further request would be refused too. */
	| 'unauthorized'
	/** 429: nothing happened. */
	| 'rateLimited'
	/** Any other 4xx, a 403 for the plan, or `success: false`: Talkover decided against it. */
	| 'refused'
	/** 5xx: Talkover may or may not have done it. */
	| 'server'
	/** Nothing was sent: the connection never came about. */
	| 'unreachable'
	/** Nothing was sent, nor will it be: the host's certificate is not accepted. */
	| 'notTrusted'
	/** Sent, but no answer: timeout or connection lost. */
	| 'noAnswer'
	/** An answer came and means success, but not in a form that is documented. */
	| 'unreadable'
	/** The execution was stopped by the user. */
	| 'cancelled';

export interface Failure extends Messages {
	readonly ok: false;
	readonly kind: FailureKind;
	/** HTTP status, where an answer came. */
	readonly status?: number;
	/** Talkover's machine code, where the body has one. */
	readonly code?: string;
	/** What happened, for someone who has never seen the API; no final full stop. */
	readonly title: string;
	/** The whole answer, where it was JSON: some refusals carry data, such as the call there is. */
	readonly body?: Readonly<Record<string, unknown>>;
	/** What to do about it. */
	readonly advice?: string;
	/** Something may have been created in spite of it. */
	readonly uncertain?: true;
	/** An earlier try of the same request may have been carried out. */
	readonly repeated?: true;
	/** What the answer says of the rate limit. */
	readonly rateLimit?: RateLimit;
}

interface Wording {
	readonly title: string;
	readonly advice?: string;
}

export const TRY_LATER = 'Run it again in a few minutes';

/** What is to be said and done when it is not known whether something was created. */
export function outcomeUnknown({ label, where }: Creation) {
	const advice = `It is not known whether ${label} came about: look for it in Talkover, ${where}, before you run it again`;
	return { advice, uncertain: true } as const;
}

const WORDING: Readonly<Record<number, Wording>> = {
	400: { title: 'Talkover did not accept the values' },
	401: {
		title: 'Talkover did not accept the API token',
		advice:
			'Open the Talkover API credential, paste a current environment token and save it; its test tells whether it works',
	},
	402: {
		title: 'The Talkover account does not have enough credits',
		advice: 'Top up the account in Talkover, then run it again',
	},
	403: {
		title: 'The API token is not allowed to do this',
		advice: 'Use a token of the environment that this belongs to, or ask its administrator',
	},
	404: {
		title: 'Talkover could not find what was asked for',
		advice: 'Check that it still exists in the environment that the API token belongs to',
	},
	409: { title: 'Talkover refused, because something else stands in the way' },
	422: { title: 'Talkover did not accept the values' },
	429: {
		title: 'Talkover is receiving too many requests from this account',
		advice: "Wait a minute and run it again, or set a higher 'Max Retries' in 'Options'",
	},
};

/** A 403 that is not about the token (API reference: create-campaign, `CAMPAIGN_LIMIT_REACHED`). */
const PLAN_LIMIT = '_LIMIT_REACHED';
const PLAN_WORDING: Wording = {
	title: 'The plan of the Talkover account does not allow this',
	advice: 'Delete in Talkover what is no longer needed, or change the plan of the account',
};

/**
 * A failure from an answered request.
 *
 * @param creation what may have been created in spite of a 5xx
 */
export function failureFromAnswer(status: number, body: unknown, creation?: Creation): Failure {
	const { code, ...said } = parseErrorBody(body);
	const ofPlan = status === 403 && code?.endsWith(PLAN_LIMIT) === true;
	return {
		ok: false,
		kind: ofPlan ? 'refused' : kindOf(status),
		status,
		...(code === undefined ? {} : { code }),
		...said,
		...(isRecord(body) ? { body } : {}),
		...(ofPlan ? PLAN_WORDING : (WORDING[status] ?? otherWording(status, creation))),
	};
}

function kindOf(status: number): FailureKind {
	if (status === 401 || status === 403) return 'unauthorized';
	if (status === 429) return 'rateLimited';
	return status >= 500 ? 'server' : 'refused';
}

function otherWording(status: number, creation?: Creation): Wording {
	if (status < 400) {
		const title = `The address has moved (HTTP ${status})`;
		const advice = 'Enter the new address as Base URL of the Talkover API credential';
		if (!creation) return { title, advice };
		// A server may also redirect to what it has just created.
		const unknown = outcomeUnknown(creation);
		return { title, ...unknown, advice: `${advice}. ${unknown.advice}` };
	}
	if (status < 500) return { title: `Talkover refused the request (HTTP ${status})` };
	return {
		title: `Talkover could not complete the request (HTTP ${status})`,
		...(creation ? outcomeUnknown(creation) : { advice: TRY_LATER }),
	};
}

/** An answer of Talkover's that the user wants to be a failure. */
export function localFailure(title: string, advice?: string): Failure {
	return {
		ok: false,
		kind: 'refused',
		title,
		messages: [],
		...(advice === undefined ? {} : { advice }),
	};
}

/** An answer with a success status that says `success: false`, as flow validation may give. */
export function failureFromRefusal(status: number, body: unknown): Failure {
	const { code: _code, ...said } = parseErrorBody(body);
	return {
		ok: false,
		kind: 'refused',
		status,
		title: 'Talkover did not accept the values',
		...said,
	};
}

/** An answer that means success but is not what the API reference documents. */
export function unreadableAnswer(status: number, body: unknown, creation?: Creation): Failure {
	const said = typeof body === 'string' ? parseErrorBody(body).messages : [];
	return {
		ok: false,
		kind: 'unreadable',
		status,
		title: 'Talkover answered in a form this node does not understand',
		messages: said,
		...(creation
			? outcomeUnknown(creation)
			: { advice: 'Check the Base URL of the Talkover API credential' }),
	};
}

/** Talkover has answered 429 for so long that waiting has no point. */
export function keptRefusing(): Failure {
	return {
		ok: false,
		kind: 'rateLimited',
		status: 429,
		title: 'Talkover has been refusing all requests of this account for too long',
		messages: [],
		advice: 'Look in Talkover whether a quota is used up, and run it again later',
	};
}

/** The execution was stopped, or the run ended, before it was sent. */
export const CANCELLED: Failure = {
	ok: false,
	kind: 'cancelled',
	title: 'The execution was stopped',
	messages: [],
};

/** The execution was stopped while the answer was awaited. */
export function cancelledWaiting(creation?: Creation): Failure {
	return creation ? { ...CANCELLED, ...outcomeUnknown(creation) } : CANCELLED;
}

/** An earlier try of the same item had an unknown outcome, and nothing was sent this time. */
export function stillUnknown(creation: Creation): Failure {
	return {
		ok: false,
		kind: 'noAnswer',
		title: 'Nothing was sent, because the outcome of an earlier try is not known',
		messages: [],
		...outcomeUnknown(creation),
	};
}
