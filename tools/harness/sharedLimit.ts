import { doneWith } from '../../nodes/Talkover/api/response/answer';
import type { Send } from '../../nodes/Talkover/api/client';
import type { Done } from '../../nodes/Talkover/api/response/reply';
import { keptRejecting } from '../../nodes/Talkover/api/response/failure';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { RateLimiter } from '../../nodes/Talkover/api/pacing/rateLimiter';
import { readRateLimit } from '../../nodes/Talkover/api/pacing/rateLimit';
import { Sender } from '../../nodes/Talkover/api/pacing/retry';
import { runPool } from '../../nodes/Talkover/run/sending/pool';
import type { RateLimitOptions, Verdict } from '../simulator/http/rateLimit';
import { rateLimit } from '../simulator/http/rateLimit';
import { VirtualClock } from './virtualClock';

/** The start of the simulated time, in milliseconds since 1970. */
const EPOCH = Date.UTC(2026, 0, 1);
/** The share of the latency by which it varies in both directions. */
const LATENCY_SPREAD = 0.5;
const ACCEPTED: Done = doneWith({ endpoint: 'listCalls' }, {});

/** Several processes that use the same account without coordination. */
export interface SharedSetup {
	readonly limit: RateLimitOptions;
	readonly processes: number;
	/** Requests of each process. */
	readonly requests: number;
	/** Maximum number of requests of each process in progress at the same time. */
	readonly concurrency: number;
	/** Average number of milliseconds from a request to its response. */
	readonly latencyMs: number;
	/** The processes start at random times within this many milliseconds. */
	readonly startWithinMs: number;
	readonly seed: number;
}

export interface SharedRun {
	readonly accepted: number;
	/** Responses with a 429. The rejected requests are retried. */
	readonly rejected: number;
	/** Requests that failed for good. */
	readonly failed: number;
	/** Milliseconds from the start of the first process to the last response. */
	readonly ms: number;
	/** Milliseconds from the start of each process to its last response. */
	readonly msOfProcess: readonly number[];
}

/**
 * Runs processes under one rate limit on a virtual clock, so the result is the same on every machine. Each
 * process has its own rate limiter, as each execution on an n8n worker does.
 */
export async function runShared(setup: SharedSetup): Promise<SharedRun> {
	const clock = new VirtualClock();
	const random = seeded(setup.seed);
	const account = new LimitedAccount(setup, clock, random);
	let failed = 0;
	const processes = Array.from({ length: setup.processes }, async () => {
		await clock.sleep(setup.startWithinMs * random());
		const startedAt = clock.now();
		const pause = createPause(undefined, clock);
		const limiter = new RateLimiter({ clock, random }).enter({ pause, isCautious: true });
		const context = { limiter, pause, random, maxRetries: 5 };
		const send = new Sender(async () => account.respond(), context).send;
		await runPool(setup.requests, setup.concurrency, async () => {
			const { ok } = await send({ endpoint: 'listAgents', path: ['agents'] });
			if (!ok) failed += 1;
			return true;
		});
		return { startedAt, endedAt: clock.now() };
	});
	const spans = await clock.runUntil(Promise.all(processes));
	const end = Math.max(...spans.map(({ endedAt }) => endedAt));
	const start = Math.min(...spans.map(({ startedAt }) => startedAt));
	const msOfProcess = spans.map(({ startedAt, endedAt }) => endedAt - startedAt);
	const { accepted, rejected } = account;
	return { accepted, rejected, failed, ms: end - start, msOfProcess };
}

/** The rate limit of one Talkover account, without the rest of the API. */
export class LimitedAccount {
	accepted = 0;
	rejected = 0;
	private readonly judge: (now: number) => Verdict;

	constructor(
		private readonly setup: Pick<SharedSetup, 'latencyMs' | 'limit'>,
		private readonly clock: VirtualClock,
		private readonly random: () => number,
	) {
		this.judge = rateLimit(setup.limit);
	}

	async respond(): ReturnType<Send> {
		await this.halfWay();
		const verdict = this.judge(EPOCH + this.clock.now());
		if (verdict.allowed) this.accepted += 1;
		else this.rejected += 1;
		await this.halfWay();
		const told = readRateLimit(
			namesInLowerCase(verdict.headers),
			{ error: { details: { retry_after: verdict.retryAfter } } },
			EPOCH + this.clock.now(),
		);
		return { ...(verdict.allowed ? ACCEPTED : keptRejecting()), rateLimit: told };
	}

	private async halfWay(): Promise<void> {
		const spread = 1 + LATENCY_SPREAD * (2 * this.random() - 1);
		await this.clock.sleep((this.setup.latencyMs / 2) * spread);
	}
}

function namesInLowerCase(headers: Verdict['headers']): Verdict['headers'] {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

/** Random numbers from 0 to 1, reproducible for each seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
