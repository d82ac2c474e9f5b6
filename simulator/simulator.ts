import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import express from 'express';
import type { OpenAPIBackend, Operation, Request } from 'openapi-backend';

import type { JsonObject } from './contract';
import { openContract, responseExample } from './contract';
import type { Fault, FaultRule, LoggedRequest } from './faults';
import type { Environment, Reply } from './handlers/handler';
import { documented, registerHandlers } from './handlers';
import type { State } from './state';
import { seededState } from './state';
import { Traffic } from './traffic';

export interface SimulatorOptions {
	/** 0 picks a free one. */
	readonly port?: number;
	readonly token?: string;
	/** The reference does not say with which status an invalid flow is reported by "validate". */
	readonly invalidFlowStatus?: 200 | 422;
}

/** A Talkover that runs on this machine and remembers what was asked of it. */
export interface Simulator {
	/** The base URL for the credential. */
	readonly url: string;
	readonly token: string;
	readonly state: State;
	/** Every request that came, in order. */
	readonly requests: readonly LoggedRequest[];
	/** Answers of its own that broke the contract; tests expect none. */
	readonly violations: readonly string[];
	/** The most requests that were ever open at the same time. */
	readonly peakConcurrency: number;
	fail(rule: FaultRule): void;
	/** Leaves fitting requests unanswered until the function it gives is called. */
	hold(rule?: Omit<FaultRule, 'fault'>): () => void;
	/** Resolves once this many requests have come. */
	received(count: number): Promise<void>;
	/** Forgets all requests, faults and changes. */
	reset(): void;
	close(): Promise<void>;
}

const BASE_PATH = '/api/v1';
const DEFAULT_TOKEN = 'talq_simulator_only';

/** Starts a simulator on the loopback interface. */
export async function startSimulator({
	port = 0,
	token = DEFAULT_TOKEN,
	invalidFlowStatus = 200,
}: SimulatorOptions = {}): Promise<Simulator> {
	const api = await openContract();
	const state = seededState();
	const environment: Environment = {
		state,
		documented: (context, status) => documented(context, status),
		invalidFlowStatus,
	};
	registerHandlers(api, token);
	const traffic = new Traffic();
	const app = express();
	app.use(express.json({ limit: '5mb', strict: false }));
	app.use((request, response, next) => {
		serve(api, environment, traffic, request, response).catch(next);
	});
	const server = app.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const { port: boundPort } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${String(boundPort)}${BASE_PATH}`,
		token,
		state,
		requests: traffic.requests,
		violations: traffic.violations,
		get peakConcurrency() {
			return traffic.peak;
		},
		fail: (rule) => {
			traffic.faults.add(rule);
		},
		hold: (rule = {}) => {
			let release: () => void = () => undefined;
			const until = new Promise<void>((resolve) => (release = resolve));
			traffic.faults.add({ ...rule, fault: { kind: 'wait', until } });
			return release;
		},
		received: (count) => traffic.received(count),
		reset: () => {
			traffic.reset();
			Object.assign(state, seededState());
		},
		close: () => close(server),
	};
}

async function serve(
	api: OpenAPIBackend,
	environment: Environment,
	traffic: Traffic,
	{ method, originalUrl, headers, body }: ExpressRequest,
	response: ExpressResponse,
): Promise<void> {
	const [path = '', query = ''] = originalUrl.split('?');
	const request: Request = {
		method,
		path: path.startsWith(BASE_PATH) ? path.slice(BASE_PATH.length) : path,
		query,
		headers: headers as Request['headers'],
		body: body as JsonObject,
	};
	const operation = api.matchOperation(request);
	const logged: LoggedRequest = {
		operationId: operation?.operationId,
		method,
		url: originalUrl,
		headers,
		body,
	};
	traffic.begin(logged);
	response.on('close', () => {
		traffic.end();
	});
	const fault = traffic.faults.next(logged);
	if (fault?.kind === 'resetBefore') {
		response.destroy();
		return;
	}
	if (fault?.kind === 'wait') await fault.until;
	const reply =
		replyOf(fault, operation) ?? ((await api.handleRequest(request, environment)) as Reply);
	logged.status = reply.status;
	logged.answer = reply.body;
	if (fault?.kind === 'resetAfter') response.destroy();
	if (fault?.kind === 'resetAfter' || fault?.kind === 'silence') return;
	if (operation && fault?.kind !== 'answer') {
		const { errors } = api.validateResponse(reply.body, operation, reply.status);
		if (errors) traffic.violations.push(`${logged.url}: ${JSON.stringify(errors)}`);
	}
	response.status(reply.status).set(reply.headers ?? {});
	if (typeof reply.body === 'string') response.send(reply.body);
	else response.json(reply.body);
}

function replyOf(fault: Fault | undefined, operation: Operation | undefined): Reply | undefined {
	if (fault?.kind === 'answer') return fault;
	if (fault?.kind !== 'documented' || !operation) return undefined;
	const body = responseExample(operation, fault.status);
	if (!body) throw new Error(`No ${String(fault.status)} is documented for this operation`);
	return { status: fault.status, body };
}

async function close(server: Server): Promise<void> {
	server.closeAllConnections();
	server.close();
	await once(server, 'close');
}
