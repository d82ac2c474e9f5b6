import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { Calls } from './calls/calls';
import { Consequences } from './calls/consequences';
import type { CallOutcome } from './calls/outcomes';
import type { JsonObject } from './contract';
import { openContract } from './contract';
import type { DeliveryOptions } from './deliveries/deliveries';
import { Deliveries } from './deliveries/deliveries';
import { DialectStack } from './dialects';
import type { FaultRule, LoggedRequest } from './http/faults';
import type { Environment } from './handlers/handler';
import { documented, registerHandlers } from './handlers';
import type { RateLimitOptions } from './http/rateLimit';
import type { Service } from './http/serve';
import { BASE_PATH, serve } from './http/serve';
import type { State } from './state';
import { seededState } from './state';
import type { UndocumentedName } from './http/traffic';
import { Traffic } from './http/traffic';

export interface SimulatorOptions extends Partial<Pick<DeliveryOptions, 'retryDelayMs'>> {
	/** 0 chooses a free port. */
	readonly port?: number;
	readonly token?: string;
	/** Milliseconds from each request to its response. Default: none */
	readonly latencyMs?: number;
	/** The clock for the limit, the log and the Date header, in milliseconds since 1970. */
	readonly now?: () => number;
	/** Whether calls stay unchanged or move through their statuses automatically. */
	readonly calls?: 'play' | 'stay';
	/** Milliseconds before each change of a call's status. */
	readonly stepMs?: number;
	/** The dialects of responses and deliveries. Default: those of the reference */
	readonly dialects?: readonly string[];
}

/** The settings of a simulator that people watch. */
export const LIFELIKE = { calls: 'play', stepMs: 1000, retryDelayMs: 1000 } as const;

/** A Talkover simulator on this machine that records its requests. */
export interface Simulator {
	/** The base URL for the credential. */
	readonly url: string;
	readonly token: string;
	readonly state: State;
	/** All requests in the order of their arrival. */
	readonly requests: readonly LoggedRequest[];
	/** Its own responses that violated the contract; tests expect none. */
	readonly violations: readonly string[];
	/** The names in requests that the reference doesn't list; tests expect none. */
	readonly undocumented: readonly UndocumentedName[];
	/** The numbers that calls were requested for, in order; those of requests with this status only, if it's given. */
	dialed(status?: number): unknown[];
	/** The maximum number of requests that were in progress at the same time. */
	readonly peakConcurrency: number;
	fail(rule: FaultRule): void;
	/** Responds with this status and body, to all requests or to those of an operation or a rule. */
	answer(status: number, body: unknown, to?: Omit<FaultRule, 'fault'> | string): void;
	/** Leaves matching requests unanswered until the returned function is called. */
	hold(rule?: Omit<FaultRule, 'fault'>): () => void;
	/** Rejects requests above this limit with 429; without options, removes the limit. */
	limit(options?: RateLimitOptions): void;
	/**
	 * Replaces the active dialects; without arguments, uses the forms of the reference.
	 *
	 * @throws Error for an unknown name
	 */
	speak(...dialects: string[]): void;
	/** A value in which numeric IDs are replaced with the simulator's own IDs. */
	withOwnIds(value: unknown): unknown;
	/** Resolves once this many requests have been received. */
	received(count: number): Promise<void>;
	/**
	 * Moves a call (also one of a campaign) through its statuses, and sends the events of each; resolves
	 * once the call is over and each event has been sent for the first time.
	 *
	 * @param outcome by default, the outcome that belongs to the number
	 * @param duration of an answered call, in seconds
	 */
	play(callId: string, outcome?: CallOutcome, duration?: number): Promise<void>;
	/** Sends any event of a call to the webhooks that subscribed to it. */
	tell(callId: string, event: string, more?: JsonObject): Promise<void>;
	/** Resolves once no call is being played and no event is being sent. */
	idle(): Promise<void>;
	/** Discards all requests, faults, limits and changes, and restores the initial dialects. */
	reset(): void;
	close(): Promise<void>;
}

/** Defaults of a simulator that is started from the command line. */
export const DEFAULT_PORT = 4010;
export const DEFAULT_TOKEN = 'talq_simulator_only';

/** Starts a simulator on the loopback interface. */
export async function startSimulator({
	port = 0,
	token = DEFAULT_TOKEN,
	latencyMs = 0,
	now = Date.now,
	calls: callsDo = 'stay',
	stepMs = 0,
	retryDelayMs = 10,
	dialects = [],
}: SimulatorOptions = {}): Promise<Simulator> {
	const api = openContract();
	const state = seededState();
	const stack = new DialectStack(dialects, api, state);
	const form = (body: JsonObject) => stack.encodeDelivery(body);
	const deliveries = new Deliveries(state, { retryDelayMs, form });
	const calls = new Calls(state, deliveries, stepMs);
	const consequences = new Consequences(state, deliveries, calls, callsDo === 'play');
	const environment: Environment = {
		state,
		deliveries,
		documented: (context, status) => documented(context, status),
	};
	registerHandlers(api, (given) => given === token || state.furtherTokens.includes(given));
	const traffic = new Traffic(now);
	const service: Service = { api, environment, traffic, consequences, dialects: stack, latencyMs };
	const app = express();
	app.use(express.json({ limit: '5mb', strict: false }));
	app.use((request, response, next) => {
		serve(service, request, response).catch(next);
	});
	const server = app.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return simulatorOf(server, token, service, calls);
}

function simulatorOf(
	server: Server,
	token: string,
	{ traffic, dialects, environment: { state, deliveries } }: Service,
	calls: Calls,
): Simulator {
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${String(port)}${BASE_PATH}`,
		token,
		state,
		requests: traffic.requests,
		violations: traffic.violations,
		undocumented: traffic.undocumented,
		dialed: (status) =>
			traffic.requests
				.filter((sent) => /^make(?:Campaign)?Call$/.test(sent.operationId ?? ''))
				.filter((sent) => [undefined, sent.status].includes(status))
				.map(({ body }) => (body as JsonObject).to),
		get peakConcurrency() {
			return traffic.peak;
		},
		fail: (rule) => {
			traffic.faults.add(rule);
		},
		answer: (status, body, to = {}) => {
			const requests = typeof to === 'string' ? { operationId: to } : to;
			traffic.faults.add({ ...requests, fault: { kind: 'answer', status, body } });
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
		speak: (...names) => {
			dialects.activate(names);
		},
		withOwnIds: (value) => dialects.ids.toIds(value),
		received: (count) => traffic.received(count),
		play: (callId, outcome, duration) => calls.play(callId, outcome, duration),
		tell: (callId, event, more) => calls.tell(callId, event, more),
		idle: () => deliveries.idle(),
		reset: () => {
			// Work in progress notices the change.
			void deliveries.stop();
			calls.reset();
			traffic.reset();
			dialects.reset();
			Object.assign(state, seededState());
		},
		close: async () => {
			await deliveries.stop();
			await close(server);
		},
	};
}

async function close(server: Server): Promise<void> {
	server.closeAllConnections();
	server.close();
	await once(server, 'close');
}
