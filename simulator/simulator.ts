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
import { Speech } from './dialects';
import type { FaultRule, LoggedRequest } from './faults';
import type { Environment } from './handlers/handler';
import { documented, registerHandlers } from './handlers';
import type { RateLimitOptions } from './rateLimit';
import type { Service } from './serve';
import { BASE_PATH, serve } from './serve';
import type { State } from './state';
import { seededState } from './state';
import { Traffic } from './traffic';

export interface SimulatorOptions extends DeliveryOptions {
	/** 0 picks a free one. */
	readonly port?: number;
	readonly token?: string;
	/** The reference does not say with which status an invalid flow is reported by "validate". */
	readonly invalidFlowStatus?: 200 | 422;
	/** Milliseconds from each request to its answer; none without it. */
	readonly latencyMs?: number;
	/** The clock for the limit, the log and the Date header, in milliseconds since 1970. */
	readonly now?: () => number;
	/** Whether calls that are made stay as they are, or go through their lives by themselves. */
	readonly calls?: 'play' | 'stay';
	/** Milliseconds before each step in the life of a call. */
	readonly stepMs?: number;
	/** The names of the dialects in which it answers and delivers; without any, as the reference says. */
	readonly dialects?: readonly string[];
}

/** For a simulator that someone looks at. */
export const LIFELIKE = { calls: 'play', stepMs: 1000, retryDelayMs: 1000 } as const;

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
	/**
	 * Speaks these dialects from now on, and no others; without any, as the reference says.
	 *
	 * @throws Error for a name that there is not
	 */
	speak(...dialects: string[]): void;
	/** A value with the simulator's own IDs in place of the numbers that stand for them. */
	withOwnIds(value: unknown): unknown;
	/** Resolves once this many requests have come. */
	received(count: number): Promise<void>;
	/**
	 * Lets a call, of a campaign too, go through its life, and sends the events of each step; resolves
	 * once the call is over and each event has been sent for the first time.
	 *
	 * @param outcome without it, what the number stands for
	 * @param duration in seconds, of a call that is answered
	 */
	play(callId: string, outcome?: CallOutcome, duration?: number): Promise<void>;
	/** Sends any event of a call to the webhooks that have asked for it. */
	tell(callId: string, event: string, more?: JsonObject): Promise<void>;
	/** Resolves once all deliveries have ended, repeated ones too, and no call is being played. */
	idle(): Promise<void>;
	/** Forgets all requests, faults, limits and changes, and speaks as it did from the start. */
	reset(): void;
	close(): Promise<void>;
}

/** Of a simulator that is started from the command line. */
export const DEFAULT_PORT = 4010;
export const DEFAULT_TOKEN = 'talq_simulator_only';

/** Starts a simulator on the loopback interface. */
export async function startSimulator({
	port = 0,
	token = DEFAULT_TOKEN,
	invalidFlowStatus = 200,
	latencyMs = 0,
	now = Date.now,
	calls: callsDo = 'stay',
	stepMs = 0,
	signature = {},
	retryDelayMs = 10,
	dialects = [],
}: SimulatorOptions = {}): Promise<Simulator> {
	const api = await openContract();
	const state = seededState();
	const speech = new Speech(dialects, api, state);
	const form = (body: JsonObject) => speech.delivered(body);
	const deliveries = new Deliveries(state, { signature, retryDelayMs, form });
	const calls = new Calls(state, deliveries, stepMs);
	const consequences = new Consequences(state, deliveries, calls, callsDo === 'play');
	const environment: Environment = {
		state,
		deliveries,
		documented: (context, status) => documented(context, status),
		invalidFlowStatus,
	};
	registerHandlers(api, (given) => given === token || state.furtherTokens.includes(given));
	const traffic = new Traffic(now);
	const service: Service = { api, environment, traffic, consequences, speech, latencyMs };
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
	{ traffic, speech, environment: { state, deliveries } }: Service,
	calls: Calls,
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
		speak: (...names) => {
			speech.speak(names);
		},
		withOwnIds: (value) => speech.ids.toIds(value),
		received: (count) => traffic.received(count),
		play: (callId, outcome, duration) => calls.play(callId, outcome, duration),
		tell: (callId, event, more) => calls.tell(callId, event, more),
		idle: () => deliveries.idle(),
		reset: () => {
			// What is in progress finds out by itself.
			void deliveries.stop();
			calls.reset();
			traffic.reset();
			speech.reset();
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
