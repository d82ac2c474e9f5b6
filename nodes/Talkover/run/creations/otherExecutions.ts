import type { Turn, TurnOf } from '../../account/recentCreations';
import type { AccountAccess } from '../../account/sharedAccounts';
import type { Account } from '../../api/account';
import { CANCELLED, stillUnknown, unknownElsewhere } from '../../api/response/failure';
import type { Pause } from '../../api/pacing/clock';
import { creationOf } from '../../api/request';
import { ok } from '../../base/result';
import type { ItemResult, Job, Transport } from '../../operation/operation';
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
 * Keeps the executions of a process from creating the same thing at the same time, or shortly after each other.
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

	guard(job: Job): Job {
		const { request, duplicate } = job;
		const creation = creationOf(request);
		if (!creation || !duplicate) return job;
		const { executions, account, pause, resendUnknown } = this.own;
		// An AI agent's tool may call whom a workflow has just called, so both have the same key.
		const key = creationKey(request, account, false);
		return {
			...job,
			run: async (transport, known, onPage) => {
				// An earlier attempt created it, so nothing is sent.
				if (known) return job.run(transport, known, onPage);
				const result = await this.known.recent.inTurn({ key, executions, pause }, async (turn) => {
					const { recent } = turn;
					if (recent?.trace) return ok({ items: duplicate.items(recent.trace) });
					if (recent && !resendUnknown) {
						// Such as a loop, or another node after this one.
						const isOwn = executions.includes(recent.execution);
						return isOwn ? stillUnknown(creation) : unknownElsewhere(creation);
					}
					return job.run(remembering(transport, job, turn), known, onPage);
				});
				return result ?? (CANCELLED satisfies ItemResult);
			},
		};
	}
}

/** The same transport, which remembers what the job's request creates. */
function remembering(transport: Transport, { duplicate }: Job, turn: Turn): Transport {
	return {
		...transport,
		send: async (request) => {
			if (!creationOf(request)) return transport.send(request);
			// Before it is sent, so that it counts as unknown whatever happens.
			turn.remember(undefined);
			const outcome = await transport.send(request);
			if (outcome.ok) turn.remember(duplicate?.trace(outcome));
			else if (outcome.uncertain) turn.remember(undefined);
			else turn.forget();
			return outcome;
		},
	};
}
