import type { Messages } from './errorBody';
import { onOneLine, parseErrorBody, webPage } from './errorBody';
import { cut } from '../parameters/bounds';
import { isRecord } from '../parameters/json';
import type { RateLimit } from './pacing/rateLimit';
import type { Creation } from './request';

/**
 * What is known about a request that gave no usable answer. The kinds differ in what may be done
 * next: whether sending again is safe, useful, or neither.
 */
export type FailureKind =
	/** 401: the token is rejected, and every further request would be too. */
	| 'unauthorized'
	/** 429: nothing happened. */
	| 'rateLimited'
	/** Any other 4xx, or a 2xx that says it is an error: Talkover decided against it. */
	| 'refused'
	/** 5xx: Talkover may or may not have done it. */
	| 'server'
	/** Nothing was sent: the connection was never established. */
	| 'unreachable'
	/** Nothing was sent, nor will it be: the host's certificate is not accepted. */
	| 'notTrusted'
	/** Sent, but no answer: timeout or connection lost. */
	| 'noAnswer'
	/** A response came and means success, but it isn't in any form that can be read. */
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
	const advice = `It is not known whether ${label} went through: look for it in Talkover, ${where}, before you run it again`;
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
		title: 'Talkover does not allow this (HTTP 403)',
		advice:
			'There are two possible causes: its current state or your plan does not allow it, or it belongs to an environment that the API token has no access to. Check its state in Talkover, then the API token of the credential',
	},
	404: {
		title: 'Talkover could not find what was asked for',
		advice: 'Check that it still exists in the environment that the API token belongs to',
	},
	409: {
		title: 'Talkover rejected the request because it conflicts with the current state (HTTP 409)',
	},
	422: { title: 'Talkover did not accept the values' },
	429: {
		title: 'Talkover is receiving too many requests from this account',
		advice: "Wait a minute and run it again, or set a higher 'Max Retries' in 'Options'",
	},
};

/** A 403 whose cause is known (API reference: create-campaign, `CAMPAIGN_LIMIT_REACHED`). */
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
	const wording = ofPlan ? PLAN_WORDING : (WORDING[status] ?? otherWording(status, creation));
	return {
		ok: false,
		kind: kindOf(status),
		status,
		...(code === undefined ? {} : { code }),
		...said,
		...(isRecord(body) ? { body } : {}),
		...wording,
		...(status === 403 && !ofPlan ? inTalkoversWords(said) : {}),
	};
}

/** What a 403 is about only Talkover knows, so its own words come first. */
function inTalkoversWords({ messages }: Messages): Partial<Failure> {
	const [first, ...others] = messages;
	return first === undefined || first.field !== undefined || others.length > 0
		? {}
		: { title: `${first.text.replace(/\.$/, '')} (HTTP 403)`, messages: [] };
}

function kindOf(status: number): FailureKind {
	if (status === 401) return 'unauthorized';
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

/**
 * A response with a success status that says it is an error, e.g. `success: false`.
 *
 * @param creation what may have been created in spite of it: the status says that it was
 */
export function failureFromRefusal(status: number, body: unknown, creation?: Creation): Failure {
	const { code, ...said } = parseErrorBody(body);
	return {
		ok: false,
		kind: 'refused',
		status,
		...(code === undefined ? {} : { code }),
		title: 'Talkover did not accept the values',
		...said,
		...(isRecord(body) ? { body } : {}),
		...(creation ? outcomeUnknown(creation) : {}),
	};
}

/** Characters of a response that an error shows. */
const SHOWN = 200;

/** A response that means success but can't be read in any form. The error shows how it begins. */
export function unreadableAnswer(status: number, body: unknown, creation?: Creation): Failure {
	return unreadable(status, beginningOf(body), creation);
}

function beginningOf(body: unknown): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const start = cut(onOneLine(text), SHOWN);
	if (start === '' || start === '{}') return 'The response is empty';
	const page = typeof body === 'string' ? webPage(body) : undefined;
	return page === undefined ? `The response begins with: ${start}` : `${page}: ${start}`;
}

/**
 * A response that means success but can't be used.
 *
 * @param reason what is wrong with it
 */
export function unreadable(status: number, reason: string, creation?: Creation): Failure {
	return {
		ok: false,
		kind: 'unreadable',
		status,
		title: 'Talkover answered in a form this node does not understand',
		messages: [{ text: reason }],
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

/**
 * An earlier attempt may have created it, and Talkover can't be asked. Nothing was sent.
 *
 * @param reason why it can't be asked
 */
export function couldNotLook(reason: Failure, creation: Creation): Failure {
	if (reason.kind === 'cancelled' || reason.kind === 'unauthorized') return reason;
	return {
		ok: false,
		kind: reason.kind,
		title: `Nothing was sent, because it can't be found out whether an earlier attempt has already made ${creation.label}`,
		messages: [{ text: [reason.title, ...reason.messages.map(({ text }) => text)].join('. ') }],
		...outcomeUnknown(creation),
	};
}
