import type { Failure } from './failure';
import { TRY_LATER, outcomeUnknown } from './failure';
import { isRecord } from '../parameters/json';
import type { Creation } from './request';

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
	/^(?:(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_CHAR)$|ERR_TLS_|ERR_SSL_.*CERT)/;
/** Node's codes of a certificate that it does not accept (`X509` errors); waiting changes none of them. */
const NOT_TRUSTED =
	/^(?:(?!ERR_SSL_).*CERT|UNABLE_TO_|(?:INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$)/;
/** OpenSSL's faults come at any time of a connection; these words are those of its beginning. */
const HANDSHAKE = /wrong version number|handshake|unsupported protocol|no protocols|http request/i;
/** axios' code for its own timeout. */
const TIMED_OUT = 'ECONNABORTED';
/** The whole answer was not there in time, whatever had come of it. */
export const TIME_IS_UP: ConnectionFault = { code: TIMED_OUT, message: 'The time limit is over' };

/**
 * A failure from a request that got no answer.
 *
 * @param timeout seconds that were waited
 */
export function failureWithoutAnswer(
	{ code, syscall, message }: ConnectionFault,
	{ host, timeout, creation }: { host: string; timeout: number; creation?: Creation | undefined },
): Failure {
	const nothingSent =
		syscall === 'connect' ||
		syscall === 'getaddrinfo' ||
		BEFORE_SENDING.test(code ?? '') ||
		(/^(?:EPROTO$|ERR_SSL_)/.test(code ?? '') && HANDSHAKE.test(message));
	const outcome = creation ? outcomeUnknown(creation) : { advice: TRY_LATER };
	const noAnswer = { ok: false, kind: 'noAnswer', messages: [], ...outcome } as const;
	if (NOT_TRUSTED.test(code ?? '')) return notTrusted(host, code);
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
			advice: `${outcome.advice}. 'Timeout' in 'Options' sets how long to wait`,
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

function notTrusted(host: string, code = ''): Failure {
	return {
		ok: false,
		kind: 'notTrusted',
		title: `This n8n does not trust the certificate of ${host} (${code})`,
		messages: [],
		advice:
			'Check the Base URL of the Talkover API credential and the clock of the machine that n8n runs on. If your network has a certificate authority of its own, tell n8n of it (NODE_EXTRA_CA_CERTS)',
	};
}

/** n8n wraps connection faults once or twice; the code sits on the innermost cause that has one. */
export function connectionFault(error: unknown): ConnectionFault {
	let message = 'No reason was given';
	for (let cause = error, depth = 0; isRecord(cause) && depth < 5; cause = cause.cause, depth++) {
		if (typeof cause.message === 'string') message = cause.message;
		if (typeof cause.code === 'string') {
			const { code } = cause;
			const syscall = cause.syscall ?? syscallOfAll(cause.errors);
			return { code, message, ...(typeof syscall === 'string' ? { syscall } : {}) };
		}
	}
	return faultWithoutCause(error) ?? { message };
}

/** Node tries several addresses of a host and reports all that failed (`AggregateError`). */
function syscallOfAll(errors: unknown): unknown {
	const syscalls = Array.isArray(errors) ? errors.map((one) => isRecord(one) && one.syscall) : [];
	return new Set(syscalls).size === 1 ? syscalls[0] : undefined;
}

/**
 * n8n 1.102 to 2.33 lose the cause (a class field of `ExecutionBaseError` hides it). What `NodeApiError`
 * has taken from it before is its code, as `httpCode`, and its message, as the first of `messages`.
 */
function faultWithoutCause(error: unknown): ConnectionFault | undefined {
	if (!isRecord(error) || !Array.isArray(error.messages)) return undefined;
	const { httpCode: code } = error;
	const [message] = error.messages as unknown[];
	if (typeof code !== 'string' || typeof message !== 'string') return undefined;
	// Node words it "connect ETIMEDOUT 192.0.2.1:443".
	const syscall = /^(\w+) E[A-Z]/.exec(message)?.[1];
	return { code, message, ...(syscall === undefined ? {} : { syscall }) };
}
