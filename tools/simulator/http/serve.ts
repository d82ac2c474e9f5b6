import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import type { OpenAPIBackend, Operation, Request } from 'openapi-backend';

import type { Consequences } from '../calls/consequences';
import type { JsonObject } from '../contract';
import { queryOf, responseExample } from '../contract';
import type { DialectStack } from '../dialects';
import type { Fault, LoggedRequest } from './faults';
import { fileReply, withFileLinks } from '../files';
import type { Environment, Reply } from '../handlers/handler';
import type { Verdict } from './rateLimit';
import type { Traffic, UndocumentedName } from './traffic';
import { undocumentedNames } from '../undocumentedNames';

export const BASE_PATH = '/api/v1';

/** A request with this header gets a response in the form of the reference, whatever dialects are active. */
export const PLAIN = 'x-simulator-plain';

/** Everything that is needed to handle a request. */
export interface Service {
	readonly api: OpenAPIBackend;
	readonly environment: Environment;
	readonly traffic: Traffic;
	readonly consequences: Consequences;
	readonly dialects: DialectStack;
	/** Milliseconds from a request to its response. */
	readonly latencyMs: number;
}

/** A request, and how the simulator treats it. */
interface Exchange {
	/** The request as the client sent it. */
	readonly original: Request;
	/** The request as the handlers expect it. */
	readonly request: Request;
	readonly operation: Operation | undefined;
	/** Whether the response has the form of the reference, whatever dialects are active. */
	readonly isPlain: boolean;
	readonly logged: LoggedRequest;
	/** The decision of the rate limit. */
	readonly verdict: Verdict;
	readonly fault: Fault | undefined;
}

/** Handles one request, or applies the fault that is set for it. */
export async function serve(
	service: Service,
	incoming: ExpressRequest,
	response: ExpressResponse,
): Promise<void> {
	const { traffic, latencyMs } = service;
	const exchange = begin(service, incoming);
	response.on('close', () => {
		traffic.end();
	});
	const { fault, logged, operation } = exchange;
	if (isAbandoned(response, fault, ['resetBefore'])) return;
	if (fault?.kind === 'wait') await fault.until;
	if (fault?.kind === 'resetAfter' && fault.workMs !== undefined) await wait(fault.workMs);
	const plain = await plainReply(service, exchange);
	const reply = sentReply(service, exchange, plain);
	logged.status = reply.status;
	logged.answer = reply.body;
	if (latencyMs > 0) await wait(latencyMs);
	if (isAbandoned(response, fault, ['resetAfter', 'silence'])) return;
	if (fault?.kind !== 'answer') {
		traffic.violations.push(...violations(service.api, operation, plain));
	}
	traffic.answered(logged);
	response.set('Date', new Date(traffic.now()).toUTCString());
	send(response, reply);
}

async function wait(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Logs a request, and looks up its operation, the rate limit's decision and its fault. */
function begin({ api, traffic, dialects }: Service, incoming: ExpressRequest): Exchange {
	const original = requestOf(incoming);
	const operation = api.matchOperation(original);
	const isPlain = PLAIN in incoming.headers;
	const request = isPlain ? original : dialects.decode(original, operation);
	const logged = traffic.begin(logEntry(incoming, operation));
	traffic.undocumented.push(...undocumented(operation, original));
	const verdict = traffic.judge(logged);
	// A request that the limit rejects is over, so no fault applies to it.
	const fault = verdict.allowed ? traffic.faults.next(logged) : undefined;
	return { original, request, operation, isPlain, logged, verdict, fault };
}

/** Whether a request gets no response because of one of these faults. Closes the connection unless the fault is silence. */
function isAbandoned(
	response: ExpressResponse,
	fault: Fault | undefined,
	kinds: readonly Fault['kind'][],
): boolean {
	if (!fault || !kinds.includes(fault.kind)) return false;
	if (fault.kind !== 'silence') response.destroy();
	return true;
}

/** The reply in the form of the reference, with the headers of the rate limit. */
async function plainReply(
	service: Service,
	{ operation, request, verdict, fault }: Exchange,
): Promise<Reply> {
	const reply = verdict.allowed
		? (replyOf(fault, operation, request) ??
			fileReply(request) ??
			(await handled(service, operation, request)))
		: tooManyRequests(service.api, operation, verdict);
	return { ...reply, headers: { ...verdict.headers, ...reply.headers } };
}

/** The reply that the client gets. Responses that a test defines are sent unchanged. */
function sentReply(
	{ dialects }: Service,
	{ original, operation, isPlain, fault }: Exchange,
	plain: Reply,
): Reply {
	if (fault?.kind === 'answer') return plain;
	const encoded = isPlain ? plain : dialects.encode(plain, original, operation);
	return fault?.kind === 'answerAfter' ? fault : encoded;
}

async function handled(
	{ api, environment, consequences }: Service,
	operation: Operation | undefined,
	request: Request,
): Promise<Reply> {
	const reply = (await api.handleRequest(request, environment)) as Reply;
	consequences.of(operation?.operationId, request.body, reply);
	return reply;
}

function requestOf({ method, originalUrl, headers, body }: ExpressRequest): Request {
	const [path = '', query = ''] = originalUrl.split('?');
	return {
		method,
		path: path.startsWith(BASE_PATH) ? path.slice(BASE_PATH.length) : path,
		query: queryOf(query),
		headers: headers as Request['headers'],
		body: body as JsonObject,
	};
}

function logEntry(
	{ method, originalUrl: url, headers, body }: ExpressRequest,
	operation: Operation | undefined,
): Omit<LoggedRequest, 'receivedAt'> {
	return { operationId: operation?.operationId, method, url, headers, body: body as unknown };
}

function replyOf(
	fault: Fault | undefined,
	operation: Operation | undefined,
	request: Request,
): Reply | undefined {
	if (fault?.kind === 'answer') return fault;
	if (fault?.kind !== 'documented' || !operation) return undefined;
	const body = responseExample(operation, fault.status);
	if (!body) throw new Error(`No ${String(fault.status)} is documented for this operation`);
	return { status: fault.status, body: withFileLinks(body, request.headers) };
}

const TOO_MANY = { success: false, message: 'Too many requests. Please try again later.' };
const EXCEEDED = {
	code: 'RATE_LIMIT_EXCEEDED',
	message: 'Rate limit exceeded. Please wait before making more requests.',
};

/** A 429 in the form of the operation's page; pages show different ones. */
function tooManyRequests(
	api: OpenAPIBackend,
	operation: Operation | undefined,
	{ retryAfter }: Verdict,
): Reply {
	const details = retryAfter === undefined ? {} : { details: { retry_after: retryAfter } };
	const nested = { error: { ...EXCEEDED, ...details } };
	const bodies = retryAfter === undefined ? [TOO_MANY, nested] : [nested];
	const allowed = bodies.find(
		(body) => !operation || !api.validateResponse(body, operation, 429).errors,
	);
	return { status: 429, body: allowed ?? { ...TOO_MANY, ...nested } };
}

/** The names that the operation's page doesn't list; addresses outside the contract have no page. */
function undocumented(
	operation: Operation | undefined,
	{ query = {}, body }: Request,
): UndocumentedName[] {
	if (!operation || typeof query === 'string') return [];
	const { operationId = '' } = operation;
	const names = undocumentedNames(operation, { query, body: body as unknown });
	return names.map((name) => ({ operationId, name }));
}

/** Violations of the contract in a response; addresses outside the contract have none. */
function violations(
	api: OpenAPIBackend,
	operation: Operation | undefined,
	{ status, body, headers = {} }: Reply,
): string[] {
	if (!operation) return [];
	const found = [
		api.validateResponse(body, operation, status).errors,
		api.validateResponseHeaders(headers, operation, { statusCode: status }).errors,
	];
	return found.flatMap((errors) =>
		errors ? [`${String(operation.operationId)} ${status}: ${JSON.stringify(errors)}`] : [],
	);
}

function send(response: ExpressResponse, { status, body, headers = {} }: Reply): void {
	response.status(status).set(headers);
	if (body === undefined) response.end();
	else if (typeof body === 'string' || Buffer.isBuffer(body)) response.send(body);
	else response.json(body);
}
