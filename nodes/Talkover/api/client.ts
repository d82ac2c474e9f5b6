import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { parseToken } from './authenticate';
import { parseBaseUrl } from './baseUrl';
import { connectionFault, failureWithoutAnswer } from './connection';
import { isRecord } from './json';
import type { Failure } from './failure';
import {
	CANCELLED,
	cancelledWaiting,
	failureFromAnswer,
	failureFromRefusal,
	unreadableAnswer,
} from './failure';
import type { Attempt } from './invalidInput';
import { attempt, faultOf } from './invalidInput';
import type { RateLimit } from './rateLimit';
import { readRateLimit } from './rateLimit';
import type { ApiRequest, Creation } from './request';
import { creationOf, encodePath } from './request';

export const CREDENTIAL = 'talkoverApi';

/** A request's JSON body on success. */
export interface Answer {
	readonly ok: true;
	readonly status: number;
	readonly body: IDataObject;
	readonly rateLimit?: RateLimit;
}

/**
 * Sends one request and tells how it ended; it never throws for anything the network or Talkover
 * did. Retries and rate limiting wrap a `Send` in another `Send`.
 */
export type Send = (request: ApiRequest) => Promise<Answer | Failure>;

/** Where n8n lets a node send requests. */
type Requester = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

export interface SendOptions {
	/** Seconds to wait for each answer. */
	readonly timeout: number;
	readonly signal?: AbortSignal | undefined;
}

/**
 * A `Send` that authenticates with the node's Talkover API credential, which is read once; faults
 * when the credential cannot be used.
 */
export async function createSend(context: Requester, options: SendOptions): Promise<Attempt<Send>> {
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
	context: Requester,
	base: string,
	token: string,
	{ timeout, signal }: SendOptions,
): Send {
	return async (request) => {
		if (signal?.aborted) return CANCELLED;
		const options = httpOptions(base, request, timeout);
		const creation = creationOf(request);
		try {
			// A full response, because n8n's own wrapping drops `errors` and the headers.
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL,
				options,
			)) as IN8nHttpFullResponse;
			const answer = readAnswer(response, token, creation);
			return { ...answer, rateLimit: readRateLimit(response.headers, response.body, Date.now()) };
		} catch (error) {
			if (signal?.aborted) return cancelledWaiting(creation);
			const fault = connectionFault(error);
			const safe = { ...fault, message: redact(fault.message, token) };
			return failureWithoutAnswer(safe, {
				host: new URL(base).host,
				timeout,
				creation,
			});
		}
	};
}

function httpOptions(base: string, request: ApiRequest, timeout: number): IHttpRequestOptions {
	return {
		method: request.method,
		url: base + encodePath(request.path),
		// Talkover wants a list as `calendar_ids[]=a&calendar_ids[]=b`; n8n would number its entries.
		...(request.query ? { qs: request.query, arrayFormat: 'brackets' as const } : {}),
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
	creation: Creation | undefined,
): Answer | Failure {
	const succeeded = status >= 200 && status <= 299;
	if (succeeded && isRecord(body) && body.success !== false) {
		return { ok: true, status, body: body as IDataObject };
	}
	const safeBody = withoutSecret(body, token);
	if (!succeeded) return failureFromAnswer(status, safeBody, creation);
	return isRecord(body)
		? failureFromRefusal(status, safeBody)
		: unreadableAnswer(status, safeBody, creation);
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
