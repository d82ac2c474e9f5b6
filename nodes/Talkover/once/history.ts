import type { IDataObject } from 'n8n-workflow';

import type { Account } from '../api/account';
import { asRecorded, withAccount } from '../api/account';
import type { Book } from '../account/book';
import { CLOCK_TOLERANCE } from '../api/content/times';
import { largest } from '../base/collections/lists';
import { isRecord } from '../base/json';

/** Milliseconds since 1970, on this machine's clock. */
export interface Period {
	readonly from: number;
	readonly until: number;
	/** Whether n8n may have been killed in it, so that no record is left of what was created. */
	readonly isUnrecorded?: boolean;
}

/** What n8n says about an execution. */
export interface ExecutionFacts {
	readonly id: string;
	/** Whether it repeats an earlier one. */
	readonly isRetry: boolean;
	/** When the first of the executions that it repeats began; undefined if this n8n instance is too old to know. */
	readonly establishedAt: number | undefined;
}

/**
 * The content of `talkover` in the execution's context, for all Talkover nodes of the workflow. Stored executions
 * contain it, so its format never changes.
 */
interface Stored {
	/** The ID of the execution that wrote it. */
	readonly execution: string;
	/** The IDs of the executions that it repeats. */
	readonly earlier?: readonly string[];
	/** Everything that executions with this data created until this time is recorded in it. */
	readonly accountedUntil?: number;
	/** Whether the execution ended then, so that it created nothing later. */
	readonly hasEnded?: boolean;
	readonly lostPeriods: readonly Period[];
	/** Things from those periods that are the result of an item. */
	readonly claimed: string[];
	/** What was created shortly before `accountedUntil`. It may seem to be lost if clocks differ. */
	readonly recent?: readonly string[];
	/** The accounts that these things belong to. */
	readonly accounts?: readonly Account[];
}

/**
 * Knows the periods in which attempts may have created things that this execution's data doesn't contain.
 *
 * n8n stores an execution's data when the execution ends. If n8n is killed, it retries from the data of the
 * beginning, so everything created in between is missing. The same happens if an execution is retried again
 * after one of its retries: only that retry has recorded what it created.
 */
export class History {
	/** The account as the first of the nodes that use its credential recorded it. */
	private readonly ownAccount: Account;

	/** @param account that of the node; the other nodes of the workflow may have another one */
	constructor(
		private readonly context: IDataObject,
		private readonly execution: ExecutionFacts,
		account: Account,
		now: number,
	) {
		const before = this.stored;
		this.ownAccount = asRecorded(account, before?.accounts ?? []);
		if (!execution.isRetry || before?.execution === execution.id) return;
		const from = before?.accountedUntil ?? this.established;
		// What this execution itself creates must not count as lost.
		const until = now - CLOCK_TOLERANCE;
		const isLost = from !== undefined && from < until;
		this.store({
			lostPeriods: [
				...this.lostPeriods,
				...(isLost ? [{ from, until, isUnrecorded: before?.hasEnded !== true }] : []),
			],
			earlier: [...this.earlier, ...(before ? [before.execution] : [])],
		});
	}

	get executions(): readonly [own: string, ...earlier: string[]] {
		return [this.execution.id, ...this.earlier];
	}

	/**
	 * What all executions have in common that repeat the same one. n8n lets somebody retry an execution again after a retry of it
	 * has failed, and the second retry doesn't know the first one.
	 */
	get repeats(): readonly string[] {
		const { establishedAt } = this.execution;
		// n8n keeps this time in all retries, also after it was killed.
		return [...this.earlier, ...(establishedAt === undefined ? [] : [`began ${establishedAt}`])];
	}

	/** Empty if the execution isn't a retry. */
	get lostPeriods(): readonly Period[] {
		return this.stored?.lostPeriods ?? [];
	}

	/** When the latest retry began. Everything that is lost was sent before; -Infinity if nothing is. */
	get lostUntil(): number {
		return largest(this.lostPeriods.map(({ until }) => until + CLOCK_TOLERANCE));
	}

	/** Those of them in which n8n may have been killed. */
	get periodsWithoutRecords(): readonly Period[] {
		return this.lostPeriods.filter(({ isUnrecorded }) => isUnrecorded);
	}

	/** Things that seem to be lost but are already the result of an item. */
	get claimed(): ReadonlySet<string> {
		const { claimed = [], recent = [] } = this.stored ?? {};
		return new Set([...claimed, ...recent]);
	}

	/** @param thing from {@link thing} */
	claim(thing: string): void {
		const { claimed = [] } = this.stored ?? {};
		claimed.push(thing);
		this.store({ claimed });
	}

	/** Names a thing of the node's account. Another account may have one of the same kind and ID. */
	thing(kind: string, id: string): string {
		return `${this.ownAccount.tokenHash}:${kind}:${id}`;
	}

	/**
	 * Notes that everything created so far is recorded.
	 *
	 * @param hasEnded whether the execution ends now, with an error
	 */
	markRecorded(now: number, book: Pick<Book, 'createdSince'>, hasEnded: boolean): void {
		const created = book.createdSince(now - 2 * CLOCK_TOLERANCE, this.executions);
		const recent = created.map(([kind, id]) => this.thing(kind, id));
		this.store({ accountedUntil: now, hasEnded, recent });
	}

	private get earlier(): readonly string[] {
		const { earlier } = this.stored ?? {};
		return Array.isArray(earlier) ? (earlier as readonly string[]) : [];
	}

	private get established(): number | undefined {
		const { establishedAt } = this.execution;
		return establishedAt === undefined ? undefined : establishedAt - CLOCK_TOLERANCE;
	}

	private get stored(): Stored | undefined {
		const { talkover } = this.context;
		return isRecord(talkover) &&
			Array.isArray(talkover.lostPeriods) &&
			Array.isArray(talkover.claimed) &&
			(talkover.accounts === undefined || Array.isArray(talkover.accounts))
			? (talkover as unknown as Stored)
			: undefined;
	}

	private store(changes: Partial<Stored>): void {
		const { id: execution } = this.execution;
		const { stored } = this;
		const empty = { lostPeriods: [], claimed: [] };
		const accounts = withAccount(stored?.accounts ?? [], this.ownAccount);
		this.context.talkover = { ...empty, ...stored, ...changes, accounts, execution };
	}
}
