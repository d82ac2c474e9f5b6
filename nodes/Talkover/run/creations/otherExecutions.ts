import type { Turn, TurnOf } from '../../account/recentCreations';
import type { AccountAccess } from '../../account/sharedAccounts';
import type { Account } from '../../api/account';
import type { Send } from '../../api/client';
import { CANCELLED, stillUnknown, unknownElsewhere } from '../../api/response/failure';
import type { Pause } from '../../api/pacing/clock';
import { creationOf } from '../../api/request';
import { hashOf } from '../../base/hash';
import { ok } from '../../base/result';
import type { DuplicateInfo, ItemResult, Job } from '../../operation/operation';
import { creationKey } from './creationKey';

/** What tells this execution from the others of the process. */
export interface OwnExecution {
	readonly account: Account;
	/** The IDs of this execution and of those that it repeats. */
	readonly executions: TurnOf['executions'];
	readonly pause: Pause;
	/** Whether to send a request although the outcome of another one is unknown. */
	readonly resendUnknown: boolean;
}

/**
 * Keeps the items and executions of a process from creating the same thing at the same time, or shortly after each other, and
 * from changing one at the same time.
 *
 * A turn may wait for a permit of the rate limit, and a permit never waits for a turn, so they can't block each other.
 */
export class OtherExecutions {
	constructor(
		private readonly known: Pick<AccountAccess, 'contacts' | 'recent'>,
		private readonly own: OwnExecution,
	) {}

	/** Whom the executions of the process have just called. */
	get contacts(): AccountAccess['contacts'] {
		return this.known.contacts;
	}

	/**
	 * Runs a job after all others that create the same. A look before the request then finds what they created, and one after a
	 * request without a response finds nothing that is created meanwhile.
	 */
	async inTurn(job: Job, run: (job: Job) => Promise<ItemResult>): Promise<ItemResult> {
		const { request, looksFirst } = job;
		if (!creationOf(request)) return run(job);
		const { executions, account, pause } = this.own;
		// An AI agent's tool may call whom a workflow has just called, so both have the same key. What has no look before it may be
		// made several times at once.
		const key = creationKey(request, account, !looksFirst);
		const result = await this.known.recent.inTurn({ key, executions, pause }, async (turn) =>
			run(this.withTurn(job, turn)),
		);
		return result ?? CANCELLED;
	}

	/** Does what changes a thing after all others that change it. If the run ends meanwhile, nothing is sent anyway. */
	async afterOthers<Result>(target: string, work: () => Promise<Result>): Promise<Result> {
		const changed = async () => ({ result: await work() });
		const done = await this.known.recent.afterOthers(hashOf(target), this.own.pause, changed);
		return (done ?? (await changed())).result;
	}

	/** The same job, which knows what was just created, and remembers what it creates. */
	private withTurn(job: Job, turn: Turn): Job {
		const { duplicate } = job;
		if (!duplicate) return job;
		const { recent } = turn;
		return {
			...job,
			run: async (transport, known, onPage) => {
				// An earlier attempt created it, so nothing is sent.
				if (known) return job.run(transport, known, onPage);
				const trace = recent?.trace;
				// What the execution itself created is no duplicate.
				if (trace && duplicate.items && !recent.isOwn)
					return ok({ items: duplicate.items(trace, recent.isScheduled) });
				const send = this.remembering(transport.send, duplicate, turn);
				return job.run({ ...transport, send, justCreated: trace }, known, onPage);
			},
		};
	}

	/** The same `Send`, which remembers what is created, and creates nothing while an earlier outcome is unknown. */
	private remembering(send: Send, duplicate: DuplicateInfo, { recent, ...turn }: Turn): Send {
		return async (request) => {
			const creation = creationOf(request);
			if (!creation) return send(request);
			if (recent && !recent.trace && !this.own.resendUnknown) {
				// Its own are those of a loop, or of another node before this one.
				return recent.isOwn ? stillUnknown(creation) : unknownElsewhere(creation);
			}
			// Before it is sent, so that it counts as unknown whatever happens.
			const delay = duplicate.delay?.(request);
			turn.remember(undefined, delay);
			const outcome = await send(request);
			if (outcome.ok) turn.remember(duplicate.trace(outcome), delay);
			else if (outcome.did === 'unknown') turn.remember(undefined, delay);
			else turn.forget();
			return outcome;
		};
	}
}
