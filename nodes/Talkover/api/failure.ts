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

/** An answer of Talkover's that the user wants to be a failure. */
export function refusal(title: string): Failure {
	return { ok: false, kind: 'refused', title, messages: [] };
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

/** What n8n or axios tells of a connection that failed. */
export interface ConnectionFault {
	/** Node's, OpenSSL's or axios' code, e.g. `ECONNRESET`. */
	readonly code?: string;
	/** The system call that failed, e.g. `connect`. */
	readonly syscall?: string;
	readonly message: string;
}

/** Faults of looking up, connecting and agreeing on encryption: no request has left yet. */
const BEFORE_SENDING =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_INVALID_CHAR|ERR_(SSL|TLS)_.*|.*CERT.*|UNABLE_TO_.*)$/;
/** axios' code for its own timeout. */
const TIMED_OUT = 'ECONNABORTED';

/**
 * A failure from a request that got no answer.
 *
 * @param timeout seconds that were waited
 */
export function failureWithoutAnswer(
	{ code, syscall, message }: ConnectionFault,
	{ host, timeout, uncertain }: { host: string; timeout: number; uncertain: boolean },
): Failure {
	const nothingSent =
		syscall === 'connect' || syscall === 'getaddrinfo' || BEFORE_SENDING.test(code ?? '');
	const outcome = uncertain ? CHECK_FIRST : TRY_LATER;
	const noAnswer = { ok: false, kind: 'noAnswer', messages: [], advice: outcome } as const;
	if (nothingSent) {
		return {
			ok: false,
			kind: 'unreachable',
			title: `Talkover could not be reached at ${host} (${code ?? syscall ?? 'no connection'})`,
			messages: [],
			advice: 'Check the Base URL of the Talkover API credential and the network of this n8n',
		};
	}
	if (code === TIMED_OUT) {
		return {
			...noAnswer,
			title: `Talkover did not answer within ${timeout} ${timeout === 1 ? 'second' : 'seconds'}`,
			advice: `${outcome}. 'Timeout' in 'Options' sets how long to wait`,
		};
	}
	if (code !== undefined) {
		const title = `The connection to Talkover was lost before its answer came (${code})`;
		return { ...noAnswer, title };
	}
	return {
		...noAnswer,
		title: 'The request to Talkover did not succeed',
		messages: [{ text: message }],
	};
}

export const CANCELLED: Failure = {
	ok: false,
	kind: 'cancelled',
	title: 'The execution was stopped',
	messages: [],
};
