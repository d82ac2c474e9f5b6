import { SharedAccounts } from '../../nodes/Talkover/account/sharedAccounts';
import { accountOf } from '../../nodes/Talkover/api/account';
import { createPause } from '../../nodes/Talkover/api/pacing/clock';
import { Sender } from '../../nodes/Talkover/api/pacing/retry';
import type { RateLimitOptions } from '../simulator/http/rateLimit';
import { LimitedAccount, seeded } from './sharedLimit';
import { VirtualClock } from './virtualClock';

const ACCOUNT = accountOf('https://app.talkover.ai/api/v1', 'talq_0123456789');

/** Many executions of one item each, as a webhook of a CRM starts them. */
export interface BurstSetup {
	readonly limit: RateLimitOptions;
	/** Executions at the same time, each with one request. */
	readonly executions: number;
	/** Processes that share the executions equally. */
	readonly processes: number;
	readonly latencyMs: number;
	/** The executions start at random times within this many milliseconds. */
	readonly startWithinMs: number;
	readonly seed: number;
}

export interface BurstRun {
	/** Executions that succeeded. */
	readonly done: number;
	/** Executions that failed. */
	readonly lost: number;
	/** Requests that Talkover accepted. */
	readonly accepted: number;
	readonly rejected: number;
	/** Milliseconds from the first start to the last response. */
	readonly ms: number;
	/** By how many places an execution ended later than it began, at most. */
	readonly latestBy: number;
}

/** Runs the executions on a virtual clock, so the result is the same on every machine. */
export async function runBurst(setup: BurstSetup): Promise<BurstRun> {
	const clock = new VirtualClock();
	const random = seeded(setup.seed);
	const talkover = new LimitedAccount(setup, clock, random);
	const processes = Array.from(
		{ length: setup.processes },
		() => new SharedAccounts(clock, random),
	);
	const began: number[] = [];
	const done: number[] = [];
	const executions = Array.from({ length: setup.executions }, async (_, index) => {
		await clock.sleep(setup.startWithinMs * random());
		began.push(index);
		const pause = createPause(undefined, clock);
		const limiter = processes[index % setup.processes]?.enter(ACCOUNT, {
			pause,
			isCautious: true,
		}).limiter;
		if (!limiter) throw new Error('no process');
		const send = new Sender(async () => talkover.respond(), {
			...{ limiter, pause, random, maxRetries: 5 },
		}).send;
		const { ok } = await send({ endpoint: 'listAgents', path: ['agents'] });
		pause.end();
		if (ok) done.push(index);
	});
	await clock.runUntil(Promise.all(executions));
	const { accepted, rejected } = talkover;
	const placeAtStart = new Map(began.map((index, place) => [index, place]));
	const later = done.map((index, place) => place - (placeAtStart.get(index) ?? 0));
	return {
		...{ done: done.length, lost: setup.executions - done.length, accepted, rejected },
		...{ ms: clock.now(), latestBy: Math.max(...later) },
	};
}
