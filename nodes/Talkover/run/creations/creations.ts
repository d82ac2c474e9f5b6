import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../../api/account';
import type { Send } from '../../api/client';
import type { Pause } from '../../api/pacing/clock';
import { creationOf } from '../../api/request';
import type { ItemResult, Job, Transport } from '../../operation/operation';
import type { OnPage } from '../../operation/paging';
import type { History } from './history';
import { openHistory } from './history';
import type { Ledger, Recover } from './ledger';
import { openLedger } from './ledger';
import type { OnWaiting } from './recovery';
import { Recovery } from './recovery';

/** What a job needs from its run. */
export interface JobAccess {
	/** Sends one request, without retries. */
	readonly sendOnce: Send;
	/** Adds the rate limit and retries. */
	readonly withRetries: (send: Send) => Send;
	/** What the job's requests have in common with those of other items. */
	readonly common: Omit<Transport, 'recovered' | 'send'>;
	readonly onPage: OnPage;
}

/** Records which compensations are pending, for other attempts. */
export type CompensationRecords = Pick<Ledger, 'compensationId' | 'isPending' | 'setPending'>;

/**
 * Runs jobs so that nothing is created twice, not even by several attempts at the same items. The {@link Ledger}
 * records what each item created, {@link Recovery} finds what was created without a response, and the
 * {@link History} knows when attempts took place whose records are lost.
 */
export class Creations {
	private readonly recovery: Recovery;

	constructor(
		private readonly ledger: Ledger,
		private readonly history: History,
		pause: Pause,
		onWaiting?: OnWaiting,
	) {
		this.recovery = new Recovery(ledger, history, pause, onWaiting);
	}

	/**
	 * The result of an item: from an earlier attempt if that created what the job creates, otherwise by running the
	 * job.
	 */
	async run(
		item: number,
		job: Job,
		{ sendOnce, withRetries, common, onPage }: JobAccess,
	): Promise<ItemResult> {
		const { ledger, recovery } = this;
		// Recorded right before it is sent, because what was created earlier isn't its own.
		const recorded = ledger.record(item, sendOnce);
		// Each retry is recorded, and recovery only begins after the last one.
		const send = recovery.withRecovery(item, job, withRetries(ifAllowed(job, recorded)));
		const recovered = () =>
			recovery.givenFor(job.request) ?? ledger.createdForOther(item, job.request);
		const sends = { ...common, send, recovered };
		const recover: Recover = async (sent) => {
			const found = await recovery.recoverFor(job, send)(sent);
			// The count of the attempt that made the call is lost as well.
			if (!sent && found?.ok && job.sendNow) common.tally.add(1);
			return found;
		};
		return ledger.once(item, job, sends, recover, onPage);
	}

	get executions(): History['executions'] {
		return this.history.executions;
	}

	get compensationRecords(): CompensationRecords {
		return this.ledger;
	}

	/** Notes that everything these jobs created is recorded. Call it when all of them have ended. */
	accountFor(jobs: readonly (Job | undefined)[]): void {
		const create = jobs.some((job) => job && creationOf(job.request));
		if (create) this.history.account(Date.now());
	}

	/** Deletes what was recorded. Call it when n8n won't make another attempt for these items. */
	clear(): void {
		this.ledger.clear();
	}
}

/** Sends the creating request only if it may be sent now. */
function ifAllowed({ sendNow }: Job, send: Send): Send {
	if (!sendNow) return send;
	return async (request) => (creationOf(request) ? sendNow(request, send) : send(request));
}

/**
 * Opens the creations of the current run of the node.
 *
 * @param resendUnknown whether to send a request again if its outcome is unknown
 */
export function openCreations(
	context: IExecuteFunctions,
	account: Account,
	resendUnknown: boolean,
	{ pause, onWaiting }: { readonly pause: Pause; readonly onWaiting: OnWaiting },
): Creations {
	const ledger = openLedger(context, account, resendUnknown);
	return new Creations(ledger, openHistory(context, account), pause, onWaiting);
}
