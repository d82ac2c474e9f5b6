import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { openContract } from './contract';
import type { FaultRule, LoggedRequest } from './faults';
import type { Environment } from './handlers/handler';
import { documented, registerHandlers } from './handlers';
import type { RateLimitOptions } from './rateLimit';
import type { Service } from './serve';
import { BASE_PATH, serve } from './serve';
import type { State } from './state';
import { seededState } from './state';
import { Traffic } from './traffic';

export interface SimulatorOptions {
	/** 0 picks a free one. */
	readonly port?: number;
	readonly token?: string;
	/** The reference does not say with which status an invalid flow is reported by "validate". */
	readonly invalidFlowStatus?: 200 | 422;
	/** Milliseconds from each request to its answer; none without it. */
	readonly latencyMs?: number;
	/** The clock for the limit and the log, in milliseconds since 1970. */
	readonly now?: () => number;
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
	/** Refuses with 429 what comes faster than this; without options, nothing any more. */
	limit(options?: RateLimitOptions): void;
	/** Resolves once this many requests have come. */
	received(count: number): Promise<void>;
	/** Forgets all requests, faults, limits and changes. */
	reset(): void;
	close(): Promise<void>;
}

const DEFAULT_TOKEN = 'talq_simulator_only';

/** Starts a simulator on the loopback interface. */
export async function startSimulator({
	port = 0,
	token = DEFAULT_TOKEN,
	invalidFlowStatus = 200,
	latencyMs = 0,
	now = Date.now,
}: SimulatorOptions = {}): Promise<Simulator> {
	const api = await openContract();
	// The library lists all operations anew for each request, several times; that was half of its work.
	const operations = api.router.getOperations();
	api.router.getOperations = () => operations;
	const state = seededState();
	const environment: Environment = {
		state,
		documented: (context, status) => documented(context, status),
		invalidFlowStatus,
	};
	registerHandlers(api, token);
	const traffic = new Traffic(now);
	const service: Service = { api, environment, traffic, latencyMs };
	const app = express();
	app.use(express.json({ limit: '5mb', strict: false }));
	app.use((request, response, next) => {
		serve(service, request, response).catch(next);
	});
	const server = app.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return simulatorOf(server, token, service);
}

function simulatorOf(
	server: Server,
	token: string,
	{ traffic, environment: { state } }: Service,
): Simulator {
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${String(port)}${BASE_PATH}`,
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
		limit: (options) => {
			traffic.limit(options);
		},
		received: (count) => traffic.received(count),
		reset: () => {
			traffic.reset();
			Object.assign(state, seededState());
		},
		close: () => close(server),
	};
}

async function close(server: Server): Promise<void> {
	server.closeAllConnections();
	server.close();
	await once(server, 'close');
}
