import type { ApiMessage } from './errorBody';
import { parseErrorBody } from './errorBody';

/**
 * What is known about a request that gave no usable answer. The kinds differ in what may be done
 * next: whether sending again is safe, useful, or neither.
 */
export type FailureKind =
	/** 401, 403: every further request would be refused too. */
	| 'unauthorized'
	/** 429: nothing happened. */
	| 'rateLimited'
	/** Any other 4xx, or `success: false`: Talkover decided against it. */
	| 'refused'
	/** 5xx: Talkover may or may not have done it. */
	| 'server'
	/** Nothing was sent: the connection never came about. */
	| 'unreachable'
	/** Sent, but no answer: timeout or connection lost. */
	| 'noAnswer'
	/** An answer came and means success, but not in a form that is documented. */
	| 'unreadable'
	/** The execution was stopped by the user. */
	| 'cancelled';

export interface Failure {
	readonly ok: false;
	readonly kind: FailureKind;
	/** HTTP status, where an answer came. */
	readonly status?: number;
	/** Talkover's machine code, where the body has one. */
	readonly code?: string;
	/** What happened, for someone who has never seen the API; no final full stop. */
	readonly title: string;
	/** What Talkover itself said. */
	readonly messages: readonly ApiMessage[];
	/** What to do about it. */
	readonly advice?: string;
}

interface Wording {
	readonly title: string;
	readonly advice?: string;
}

const TRY_LATER = 'Run it again in a few minutes';
const CHECK_FIRST =
	'It is not known whether Talkover carried it out: look there before you run it again';

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
		advice: 'Use a token of the environment that owns the agent, or ask its administrator',
	},
	404: {
		title: 'Talkover could not find what was asked for',
		advice: 'Check that it still exists in the environment that the API token belongs to',
	},
	409: { title: 'Talkover refused, because something else stands in the way' },
	422: { title: 'Talkover did not accept the values' },
	429: {
		title: 'Talkover is receiving too many requests from this account',
		advice: "Wait a minute and run it again, or set a lower 'Max Concurrency' in 'Options'",
	},
};

/**
 * A failure from an answered request.
 *
 * @param uncertain the request may have been carried out in spite of a 5xx
 */
export function failureFromAnswer(status: number, body: unknown, uncertain: boolean): Failure {
	const { code, messages } = parseErrorBody(body);
	return {
		ok: false,
		kind: kindOf(status),
		status,
		...(code === undefined ? {} : { code }),
		messages,
		...(WORDING[status] ?? otherWording(status, uncertain)),
	};
}

function kindOf(status: number): FailureKind {
	if (status === 401 || status === 403) return 'unauthorized';
	if (status === 429) return 'rateLimited';
	return status >= 500 ? 'server' : 'refused';
}

function otherWording(status: number, uncertain: boolean): Wording {
	if (status < 400) {
		return {
			title: `The address has moved (HTTP ${status})`,
			advice: 'Enter the new address as Base URL of the Talkover API credential',
		};
	}
	return status >= 500
		? {
				title: `Talkover could not complete the request (HTTP ${status})`,
				advice: uncertain ? CHECK_FIRST : TRY_LATER,
			}
		: { title: `Talkover refused the request (HTTP ${status})` };
}

/** An answer with a success status that says `success: false`, as flow validation may give. */
export function failureFromRefusal(status: number, body: unknown): Failure {
	return {
		ok: false,
		kind: 'refused',
		status,
		title: 'Talkover did not accept the values',
		messages: parseErrorBody(body).messages,
	};
}

/** An answer that means success but is not what the API reference documents. */
export function unreadableAnswer(status: number, body: unknown, uncertain: boolean): Failure {
	const said = typeof body === 'string' ? parseErrorBody(body).messages : [];
	return {
		ok: false,
		kind: 'unreadable',
		status,
		title: 'Talkover answered in a form this node does not understand',
		messages: said,
		advice: uncertain ? CHECK_FIRST : 'Check the Base URL of the Talkover API credential',
	};
}

const NOTHING_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EPROTO',
	'ERR_INVALID_CHAR',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/**
 * A failure from a request that got no answer.
 *
 * @param code Node's or axios' code of the connection fault, e.g. `ECONNRESET`
 * @param timeout seconds that were waited
 */
export function failureWithoutAnswer(
	code: string | undefined,
	{ host, timeout, uncertain }: { host: string; timeout: number; uncertain: boolean },
): Failure {
	if (code !== undefined && NOTHING_SENT.has(code)) {
		return {
			ok: false,
			kind: 'unreachable',
			code,
			title: `Talkover could not be reached at ${host}`,
			messages: [],
			advice: 'Check the Base URL of the Talkover API credential and the network of this n8n',
		};
	}
	const advice = uncertain ? CHECK_FIRST : TRY_LATER;
	const timedOut = code !== undefined && TIMED_OUT.has(code);
	return {
		ok: false,
		kind: 'noAnswer',
		...(code === undefined ? {} : { code }),
		title: timedOut
			? `Talkover did not answer within ${timeout} ${timeout === 1 ? 'second' : 'seconds'}`
			: 'The connection to Talkover was lost before its answer came',
		messages: [],
		advice: timedOut ? `${advice}. 'Timeout' in 'Options' sets how long to wait` : advice,
	};
}

/** n8n takes an execution for canceled, and not for failed, if the error says "canceled". */
export const CANCELLED: Failure = {
	ok: false,
	kind: 'cancelled',
	title: 'The execution was canceled',
	messages: [],
};
