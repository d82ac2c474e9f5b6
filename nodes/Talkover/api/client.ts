import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Account } from './account';
import { accountOf } from './account';
import { parseToken } from './credential/authenticate';
import { parseBaseUrl } from './credential/baseUrl';
import { TIME_IS_UP, connectionFault, failureWithoutAnswer } from './network/connection';
import { isDeeperThan } from '../base/json';
import type { RequestSettings } from './credential/requestSettings';
import { parseRequestSettings } from './credential/requestSettings';
import { bodyOf, doneWith, isRejection, parsedBody } from './response/answer';
import type { Failure, Reply } from './response/reply';
import {
	CANCELLED,
	cancelledWaiting,
	failureFromAnswer,
	failureFromRejection,
	unreadable,
	unreadableAnswer,
} from './response/failure';
import type { Invalid } from '../base/invalidInput';
import type { Result } from '../base/result';
import { asError, attempt, faultOf, withFaults } from '../base/invalidInput';
import { defined } from '../base/collections/defined';
import { readRateLimit } from './pacing/rateLimit';
import type { Redaction } from './credential/redaction';
import { redactionOf } from './credential/redaction';
import type { ApiRequest } from './request';
import { withoutSecrets } from './response/secrets';
import { clockOffset } from './response/clockOffset';
import { creationOf, declared, encodePath, methodOf } from './request';

export const CREDENTIAL = 'talkoverApi';

/** The most levels of a response. Documented ones have a few, and the flow of an agent not many more. */
const DEEPEST = 100;

/**
 * Sends one request and returns how it ended. Never throws because of the network or Talkover. A {@link Sender}
 * adds retries and the rate limit.
 */
export type Send = (request: ApiRequest) => Promise<Reply>;

/** The n8n contexts in which a node can send requests. */
type Requester = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

interface SendOptions {
	/** The most seconds to wait for a response, even if the credential allows more. */
	readonly longestTimeout?: number;
	readonly signal?: AbortSignal | undefined;
}

/** A credential that is ready to use. */
export interface Access {
	readonly send: Send;
	/** As returned by `parseBaseUrl`. */
	readonly baseUrl: string;
	readonly account: Account;
	readonly requestsAtOnce: RequestSettings['requestsAtOnce'];
}

/**
 * Reads the node's Talkover API credential once. Its `Send` authenticates with it. Faults if the credential can't be
 * used.
 */
export async function openAccess(
	context: Requester,
	options: SendOptions = {},
): Promise<Result<Access, Invalid>> {
	let credential: ICredentialDataDecryptedObject;
	try {
		credential = await context.getCredentials(CREDENTIAL);
	} catch (error) {
		return withFaults([faultOf(asError(error))]);
	}
	const settings = parseRequestSettings(credential);
	if (!settings.ok) return settings;
	const { requestsAtOnce, timeout } = settings.value;
	return attempt(() => {
		const baseUrl = parseBaseUrl(credential.baseUrl);
		const token = parseToken(credential.apiToken);
		const { id } = context.getNode().credentials?.[CREDENTIAL] ?? {};
		return {
			send: sender(context, baseUrl, token, { ...options, timeout }),
			baseUrl,
			account: accountOf(baseUrl, token, id ?? undefined),
			requestsAtOnce,
		};
	});
}

function sender(
	context: Requester,
	base: string,
	token: string,
	{
		longestTimeout = Infinity,
		signal,
		...settings
	}: Pick<RequestSettings, 'timeout'> & SendOptions,
): Send {
	const timeout = Math.min(settings.timeout, longestTimeout);
	const redaction = redactionOf(token, 'API token');
	return async (request) => {
		if (signal?.aborted) return CANCELLED;
		const options = httpOptions(base, request, timeout);
		const creation = creationOf(request);
		const limit = AbortSignal.timeout(timeout * 1000);
		const abort = signal ? AbortSignal.any([signal, limit]) : limit;
		try {
			const requester = withAbortSignal(context, abort);
			// A full response, because n8n's own errors drop `errors` and the headers.
			const { body: text, ...head } = (await requester.helpers.httpRequestWithAuthentication.call(
				requester,
				CREDENTIAL,
				{ ...options, abortSignal: abort },
			)) as IN8nHttpFullResponse;
			const response = { ...head, body: parsedBody(text) };
			const answer = readAnswer(response, redaction, request);
			const now = Date.now();
			const rateLimit = readRateLimit(response.headers, response.body, now);
			if (!answer.ok) return { ...answer, rateLimit };
			const offset = clockOffset(response.headers, now);
			return { ...answer, rateLimit, ...defined({ clockOffset: offset }) };
		} catch (error) {
			if (signal?.aborted) return cancelledWaiting(creation);
			const fault = limit.aborted ? TIME_IS_UP : connectionFault(error);
			const safe = { ...fault, message: redaction.text(fault.message) };
			return failureWithoutAnswer(safe, {
				...{ host: new URL(base).host, timeout, creation },
				mayBeLonger: settings.timeout <= longestTimeout,
			});
		}
	};
}

/**
 * The context for n8n's request helper, with our abort signal. The helper uses the signal of the execution
 * instead of the one in the options, and its `timeout` only limits silence: a response that arrives a byte at a
 * time would be read to its end.
 */
function withAbortSignal(context: Requester, signal: AbortSignal): Requester {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as Requester;
}

function httpOptions(base: string, request: ApiRequest, timeout: number): IHttpRequestOptions {
	return {
		method: methodOf(request),
		url: base + encodePath(request.path),
		// Talkover expects lists as `calendar_ids[]=a&calendar_ids[]=b`; n8n would number the entries.
		...(request.query ? { qs: request.query, arrayFormat: 'brackets' as const } : {}),
		...(request.body ? { body: request.body } : {}),
		// Talkover has messages in several languages, and this package is in English.
		headers: { 'Accept-Language': 'en' },
		json: true,
		// As text, because n8n would round large numeric IDs.
		encoding: 'text',
		timeout: timeout * 1000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would send the token to an address that nobody entered.
		disableFollowRedirect: true,
	};
}

/** The statuses that mean success. Others, such as a part of the content, may be of a server in between. */
const DOCUMENTED: readonly number[] = [200, 201, 204];

type Response = Omit<IN8nHttpFullResponse, 'body'> & { readonly body: unknown };

function readAnswer(
	{ statusCode: status, headers, body }: Response,
	redaction: Redaction,
	request: ApiRequest,
): Reply {
	const creation = creationOf(request);
	const succeeded = status >= 200 && status <= 299;
	if (succeeded && !DOCUMENTED.includes(status)) {
		return unreadable(status, `No page documents the status ${status}`, creation);
	}
	if (isDeeperThan(DEEPEST, body)) {
		const reason = 'The response is nested too deeply';
		return succeeded
			? unreadable(status, reason, creation)
			: failureFromAnswer(status, reason, creation);
	}
	// Talkover or a proxy may repeat the token, which must not appear in any output.
	const safeBody = redaction.value(body);
	if (!succeeded) {
		const { location } = headers;
		const target = typeof location === 'string' ? redaction.text(location) : undefined;
		return withSafeBody(request, failureFromAnswer(status, safeBody, creation, target));
	}
	const read = bodyOf(safeBody, declared(request).mayBeBareList);
	if (read === undefined) {
		return unreadableAnswer(status, withoutSecrets(request.path, safeBody), creation);
	}
	return isRejection(read, creation !== undefined)
		? withSafeBody(request, failureFromRejection(status, read, creation))
		: doneWith(request, withoutSecrets(request.path, read), status);
}

/** Its messages stay, in which the name of a secret field names what is wrong with it. */
function withSafeBody({ path }: ApiRequest, failure: Failure): Failure {
	const { body } = failure;
	return body === undefined ? failure : { ...failure, body: withoutSecrets(path, body) };
}
