import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { parseToken } from './authenticate';
import { parseBaseUrl } from './baseUrl';
import { isRecord } from './json';
import type { ConnectionFault, Failure } from './failure';
import {
	CANCELLED,
	failureFromAnswer,
	failureFromRefusal,
	failureWithoutAnswer,
	unreadableAnswer,
} from './failure';
import type { Attempt } from './invalidInput';
import { attempt, faultOf } from './invalidInput';
import type { ApiRequest } from './request';
import { encodePath } from './request';

export const CREDENTIAL = 'talkoverApi';

/** A request's JSON body on success. */
export interface Answer {
	readonly ok: true;
	readonly status: number;
	readonly body: IDataObject;
}

/**
 * Sends one request and tells how it ended; it never throws for anything the network or Talkover
 * did. Retries and rate limiting wrap a `Send` in another `Send`.
 */
export type Send = (request: ApiRequest) => Promise<Answer | Failure>;

export interface SendOptions {
	/** Seconds to wait for each answer. */
	readonly timeout: number;
	readonly signal?: AbortSignal | undefined;
}

/**
 * A `Send` that authenticates with the node's Talkover API credential, which is read once; faults
 * when the credential cannot be used.
 */
export async function createSend(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	options: SendOptions,
): Promise<Attempt<Send>> {
	let credential: ICredentialDataDecryptedObject;
	try {
		credential = await context.getCredentials(CREDENTIAL);
	} catch (error) {
		return { faults: [faultOf(error instanceof Error ? error : new Error(String(error)))] };
	}
	return attempt(() => {
		const base = parseBaseUrl(credential.baseUrl);
		return sender(context, base, parseToken(credential.apiToken), options);
	});
}

function sender(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	base: string,
	token: string,
	{ timeout, signal }: SendOptions,
): Send {
	return async (request) => {
		if (signal?.aborted) return CANCELLED;
		const options = httpOptions(base, request, timeout);
		const uncertain = request.method === 'POST' && !request.readOnly;
		try {
			// A full response, because n8n's own wrapping drops `errors` and the headers.
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL,
				options,
			)) as IN8nHttpFullResponse;
			return readAnswer(response, token, uncertain);
		} catch (error) {
			if (signal?.aborted) return CANCELLED;
			return failureWithoutAnswer(connectionFault(error, token), {
				host: new URL(base).host,
				timeout,
				uncertain,
			});
		}
	};
}

function httpOptions(base: string, request: ApiRequest, timeout: number): IHttpRequestOptions {
	return {
		method: request.method,
		url: base + encodePath(request.path),
		...(request.query ? { qs: request.query } : {}),
		...(request.body ? { body: request.body } : {}),
		json: true,
		timeout: timeout * 1000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the token to an address nobody entered.
		disableFollowRedirect: true,
	};
}

function readAnswer(
	{ statusCode: status, body }: IN8nHttpFullResponse,
	token: string,
	uncertain: boolean,
): Answer | Failure {
	const succeeded = status >= 200 && status <= 299;
	if (succeeded && isRecord(body) && body.success !== false) {
		return { ok: true, status, body: body as IDataObject };
	}
	const safeBody = withoutSecret(body, token);
	if (!succeeded) return failureFromAnswer(status, safeBody, uncertain);
	return isRecord(body)
		? failureFromRefusal(status, safeBody)
		: unreadableAnswer(status, safeBody, uncertain);
}

/** Talkover, or something between, may repeat the token in a message; it must not go further. */
function withoutSecret(value: unknown, secret: string): unknown {
	if (typeof value === 'string') return redact(value, secret);
	if (Array.isArray(value)) return value.map((entry) => withoutSecret(entry, secret));
	if (!isRecord(value)) return value;
	const entries = Object.entries(value);
	return Object.fromEntries(
		entries.map(([key, entry]) => [redact(key, secret), withoutSecret(entry, secret)]),
	);
}

function redact(text: string, secret: string): string {
	return text.replaceAll(secret, '[API token]');
}

/** n8n wraps connection faults once or twice; the code sits on the innermost cause that has one. */
function connectionFault(error: unknown, token: string): ConnectionFault {
	let message = 'No reason was given';
	for (let cause = error, depth = 0; isRecord(cause) && depth < 5; cause = cause.cause, depth++) {
		if (typeof cause.message === 'string') message = redact(cause.message, token);
		if (typeof cause.code === 'string') {
			const { code, syscall } = cause;
			return { code, message, ...(typeof syscall === 'string' ? { syscall } : {}) };
		}
	}
	return { message };
}
