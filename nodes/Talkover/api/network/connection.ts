import type { Failure } from '../response/reply';
import { TRY_LATER, said, unknownOf } from '../response/failure';
import { isRecord, causesOf } from '../../base/json';
import { defined } from '../../base/collections/defined';
import type { Creation } from '../request';

/** A failed connection as n8n or axios reports it. */
export interface ConnectionFault {
	/** The code of Node.js, OpenSSL or axios, e.g. `ECONNRESET`. */
	readonly code?: string;
	/** The system call that failed, e.g. `connect`. */
	readonly syscall?: string;
	readonly message: string;
}

/** Codes of DNS lookup, connect and TLS handshake: no request has been sent yet. */
const BEFORE_SENDING =
	/^(?:(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_CHAR)$|ERR_TLS_|ERR_SSL_.*CERT)/;
/** Node.js codes for untrusted certificates (`X509` errors). Retrying doesn't help. */
const NOT_TRUSTED =
	/^(?:(?!ERR_SSL_).*CERT|UNABLE_TO_|(?:INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$)/;
/** OpenSSL errors can occur at any time during a connection; these words belong to the handshake. */
const HANDSHAKE = /wrong version number|handshake|unsupported protocol|no protocols|http request/i;
/** The code of axios for its own timeout. */
const TIMED_OUT = 'ECONNABORTED';
/** The response didn't arrive completely in time. */
export const TIME_IS_UP: ConnectionFault = {
	code: TIMED_OUT,
	message: 'The time limit has expired',
};

/**
 * A failure from a request without a response.
 *
 * @param timeout the time limit in seconds
 * @param mayBeLonger whether the credential sets the time limit
 */
export function failureWithoutAnswer(
	fault: ConnectionFault,
	{
		host,
		timeout,
		mayBeLonger = false,
		creation,
	}: { host: string; timeout: number; mayBeLonger?: boolean; creation?: Creation | undefined },
): Failure {
	if (NOT_TRUSTED.test(fault.code ?? '')) return notTrusted(host, fault.code);
	if (isBeforeSending(fault)) return unreachable(host, fault);
	const { title, ...more } = whyNoResponse(fault, timeout, mayBeLonger);
	return unknownOf('noResponse', said(title, { advice: TRY_LATER, ...more }), creation);
}

/** Whether no request has been sent yet. */
function isBeforeSending({ code = '', syscall, message }: ConnectionFault): boolean {
	return (
		syscall === 'connect' ||
		syscall === 'getaddrinfo' ||
		BEFORE_SENDING.test(code) ||
		(/^(?:EPROTO$|ERR_SSL_)/.test(code) && HANDSHAKE.test(message))
	);
}

function unreachable(host: string, { code, syscall }: ConnectionFault): Failure {
	const title = `Couldn't connect to Talkover at ${host} (${code ?? syscall ?? 'no connection'})`;
	const advice = "Check the Base URL of the Talkover API credential and n8n's network connection";
	return { ...said(title, { advice }), did: 'nothing', why: 'unreachable' };
}

const WAIT_LONGER = "To wait longer, raise 'Timeout (Seconds)' in the Talkover API credential";

/** The texts for a request that was sent. */
function whyNoResponse(
	{ code, message }: ConnectionFault,
	timeout: number,
	mayBeLonger: boolean,
): Pick<Failure, 'settingAdvice' | 'title'> & Partial<Pick<Failure, 'messages'>> {
	if (code === TIMED_OUT) {
		return {
			title: `Talkover didn't respond within ${timeout} ${timeout === 1 ? 'second' : 'seconds'}`,
			...(mayBeLonger ? { settingAdvice: WAIT_LONGER } : {}),
		};
	}
	return code === undefined
		? { title: "The request to Talkover didn't go through", messages: [{ text: message }] }
		: { title: `The connection to Talkover was lost before a response arrived (${code})` };
}

function notTrusted(host: string, code = ''): Failure {
	const title = `n8n doesn't trust the certificate of ${host} (${code})`;
	const advice =
		'Check the Base URL of the Talkover API credential and the clock of the machine that runs n8n. If your network has its own certificate authority, set NODE_EXTRA_CA_CERTS for n8n';
	return { ...said(title, { advice }), did: 'nothing', why: 'notTrusted' };
}

/** n8n wraps connection errors once or twice; the innermost cause that has a code is the one that counts. */
export function connectionFault(error: unknown): ConnectionFault {
	let message = 'No reason given';
	for (const cause of causesOf(error)) {
		if (typeof cause.message === 'string') message = cause.message;
		if (typeof cause.code === 'string') {
			const { code } = cause;
			const syscall = cause.syscall ?? syscallOfAll(cause.errors);
			return { code, message, ...(typeof syscall === 'string' ? { syscall } : {}) };
		}
	}
	return faultWithoutCause(error) ?? { message };
}

/** Node.js tries several addresses of a host and reports all that failed (`AggregateError`). */
function syscallOfAll(errors: unknown): unknown {
	const syscalls = Array.isArray(errors) ? errors.map((one) => isRecord(one) && one.syscall) : [];
	return new Set(syscalls).size === 1 ? syscalls[0] : undefined;
}

/**
 * n8n 1.102 to 2.33 lose the cause, because a class field of `ExecutionBaseError` hides it. `NodeApiError`
 * keeps its code as `httpCode` and its message as the first of `messages`.
 */
function faultWithoutCause(error: unknown): ConnectionFault | undefined {
	if (!isRecord(error) || !Array.isArray(error.messages)) return undefined;
	const { httpCode: code } = error;
	const [message] = error.messages as unknown[];
	if (typeof code !== 'string' || typeof message !== 'string') return undefined;
	// Node.js writes "connect ETIMEDOUT 192.0.2.1:443".
	const syscall = /^(\w+) E[A-Z]/.exec(message)?.[1];
	return defined({ code, message, syscall });
}
