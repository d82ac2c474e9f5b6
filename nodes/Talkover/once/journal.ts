import type { IDataObject } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import { idsOf } from '../api/content/identity';
import { thingIn } from '../api/response/answer';
import type { Account } from '../api/account';
import { asRecorded, withAccount } from '../api/account';
import type { Done } from '../api/response/reply';
import { isRecord } from '../base/json';
import type { ApiRequest } from '../api/request';
import { compensationId, itemCreationKey } from './creationKey';

/** When a request was in progress, in milliseconds since 1970. */
export interface SentRequest {
	readonly at: number;
	/** Undefined if n8n stopped meanwhile. */
	readonly until?: number;
}

/** How an item's creating request ended, as recorded in the node's context. */
type RecordedOutcome =
	/** It was sent, or was about to be, and no response says what it did. */
	| ({ readonly state: 'unknown'; readonly creation?: string } & SentRequest)
	/**
	 * It succeeded. `creation` is the key of what was created, for other items with the same creation. `output` if other requests
	 * followed it.
	 */
	| {
			readonly state: 'done';
			readonly answer: StoredAnswer;
			readonly creation?: string;
			readonly output?: IDataObject[];
	  }
	/**
	 * Nothing was created, because the item's output was known, e.g. a call in progress. `creation` if the thing existed before.
	 */
	| { readonly state: 'settled'; readonly output: IDataObject[]; readonly creation?: string }
	/** Not an item: a compensation is pending, because the state that it restores may have been undone. */
	| { readonly state: 'due' };

/** The response as it's stored. */
export type StoredAnswer = Pick<Done, 'body' | 'ok' | 'status'>;

/** By item key, or by the ID of a compensation. */
type RecordedOutcomes = Record<string, RecordedOutcome>;

/**
 * The content of `talkover` in the node's context. Stored executions contain it, so its format never changes.
 */
interface Stored {
	readonly run: RunIndex;
	readonly entries: RecordedOutcomes;
	/** The accounts that the entries belong to. */
	readonly accounts: readonly Account[];
}

/** Which run of the node in the execution this is; a node in a loop runs several times. */
type RunIndex = number | typeof TOOL;

/** What an item did. */
export type Entry =
	/** It created something, and this was the response. `output` once the requests that follow it have succeeded as well. */
	| {
			readonly is: 'placed';
			readonly answer: StoredAnswer;
			readonly output?: IDataObject[] | undefined;
	  }
	/** The request was sent, or was about to be, and no response says what it did. */
	| { readonly is: 'sending'; readonly sent: SentRequest }
	/** Nothing was created, and this is its output. `exists` if the thing existed before. */
	| { readonly is: 'settled'; readonly output: IDataObject[]; readonly exists?: true | undefined }
	/** It may have done anything. */
	| { readonly is: 'unreadable' };

/** What is recorded of an item, and of others with the same creation. */
export interface ItemRecords {
	/** What the item did, in an earlier attempt or in this one. */
	own(): Entry | undefined;
	/** What other items of the run did under the same key. */
	others(): readonly Entry[];
	/**
	 * Records what the item did, or is about to do.
	 *
	 * @param entry undefined if it did nothing
	 */
	add(entry: Entry | undefined): void;
}

/** Replaces the run index for an AI agent's tool, because n8n gives each attempt of a tool a new index. */
const TOOL = 'tool';

/**
 * Records what an execution created, so that another attempt doesn't create it again. n8n makes another attempt
 * with *Retry On Fail* and when a stored execution is retried. Both run the node again for all items and keep the
 * node's context (`contextData` of the execution), which contains the recorded outcomes.
 *
 * The key of a recorded outcome consists of the item's index, the account and what the item creates. It excludes
 * the rest of the request, because an expression such as `$now` has a different value in each attempt.
 */
export class Journal {
	/** Item keys that this attempt read or wrote. */
	private readonly ownItemKeys = new Set<string>();
	/** By creation key, the items with a record of it. */
	private readonly itemsOf = new Map<string, Set<string>>();
	/** The account as recorded by an earlier attempt, because the token may have been replaced since then. */
	private readonly account: Account;

	/** @param nodeContext n8n's context of the node */
	constructor(
		private readonly nodeContext: IDataObject,
		private readonly runIndex: RunIndex,
		account: Account,
	) {
		this.account = asRecorded(account, this.stored.accounts);
		for (const [key, recorded] of Object.entries(this.stored.entries)) {
			this.index(key, recorded);
		}
	}

	/** The records of an item. */
	of(item: number, request: ApiRequest): ItemRecords {
		const creation = itemCreationKey(request, this.account, this.runIndex === TOOL);
		const key = `${item}:${creation}`;
		return {
			own: () => {
				const recorded = this.stored.entries[key];
				if (recorded) this.ownItemKeys.add(key);
				return recorded && entryOf(recorded);
			},
			others: () => {
				const { entries } = this.stored;
				return [...(this.itemsOf.get(creation) ?? [])].flatMap((other) => {
					const recorded = other === key ? undefined : entries[other];
					return recorded ? [entryOf(recorded)] : [];
				});
			},
			add: (entry) => {
				this.add(key, creation, entry);
			},
		};
	}

	private add(key: string, creation: string, entry: Entry | undefined): void {
		switch (entry?.is) {
			case 'placed':
				this.write(key, {
					...{ state: 'done', answer: copyToStore(entry.answer), creation },
					...(entry.output ? { output: deepCopy(entry.output) } : {}),
				});
				break;
			case 'sending':
				this.write(key, { state: 'unknown', ...entry.sent, creation });
				break;
			case 'settled':
				this.write(key, {
					...{ state: 'settled', output: deepCopy(entry.output) },
					...(entry.exists ? { creation } : {}),
				});
				break;
			case 'unreadable':
				// Whatever is recorded stays, because it may have done anything.
				break;
			case undefined:
				this.delete(key);
		}
	}

	/** The IDs of everything that is recorded as created. */
	createdIds(): ReadonlySet<string> {
		const ids = Object.values(this.stored.entries).flatMap((recorded) => {
			const answer = answerIn(recorded);
			return answer ? idsIn(answer.body) : [];
		});
		return new Set(ids);
	}

	/** The ID by which a compensation of this account is recorded. */
	compensationId(key: string): string {
		return compensationId(key, this.account);
	}

	/** Whether an earlier attempt may have undone the state without restoring it. */
	isPending(id: string): boolean {
		return this.stored.entries[id]?.state === 'due';
	}

	/** Records whether a compensation is pending, so that another attempt can do it. */
	setPending(id: string, pending: boolean): void {
		if (pending) this.write(id, { state: 'due' });
		else this.delete(id);
	}

	/** Deletes what was recorded. Call it when n8n won't make another attempt for these items. */
	clear(): void {
		if (this.runIndex !== TOOL) delete this.nodeContext.talkover;
		// For a tool, only its own keys are deleted, because another use of it may be in progress. An unknown outcome
		// stays, because the agent that reads the error may use the tool again.
		for (const key of this.ownItemKeys) {
			if (this.stored.entries[key]?.state !== 'unknown') this.delete(key);
		}
	}

	/** Read each time, because several uses of a tool write to the same context. */
	private get stored(): Stored {
		const stored = this.nodeContext.talkover;
		return isRecord(stored) &&
			stored.run === this.runIndex &&
			isRecord(stored.entries) &&
			Array.isArray(stored.accounts)
			? (stored as unknown as Stored)
			: { run: this.runIndex, entries: {}, accounts: [] };
	}

	private write(key: string, outcome: RecordedOutcome): void {
		this.ownItemKeys.add(key);
		const { run, entries, accounts } = this.stored;
		entries[key] = outcome;
		this.index(key, outcome);
		this.nodeContext.talkover = { run, entries, accounts: withAccount(accounts, this.account) };
	}

	private index(key: string, recorded: RecordedOutcome): void {
		const { creation } = recorded as { readonly creation?: string };
		if (creation === undefined) return;
		this.itemsOf.set(creation, (this.itemsOf.get(creation) ?? new Set()).add(key));
	}

	private delete(key: string): void {
		Reflect.deleteProperty(this.stored.entries, key);
	}
}

function entryOf(recorded: RecordedOutcome): Entry {
	const answer = answerIn(recorded);
	const { state } = recorded;
	if (answer) {
		return { is: 'placed', answer, output: state === 'done' ? recorded.output : undefined };
	}
	if (state === 'unknown') return { is: 'sending', sent: recorded };
	return state === 'settled' ? { is: 'settled', output: recorded.output } : { is: 'unreadable' };
}

/**
 * Copies the full response, because a later attempt makes the item from it, and later nodes may change the item
 * that is made from the response now.
 */
function copyToStore({ ok, status, body }: StoredAnswer): StoredAnswer {
	return { ok, status, body: deepCopy(body) };
}

function answerIn(recorded: RecordedOutcome | undefined): StoredAnswer | undefined {
	const answer = recorded?.state === 'done' ? recorded.answer : undefined;
	return isRecord(answer) && isRecord(answer.body) ? answer : undefined;
}

/** The IDs of the created object in a response, which may be inside a named field, e.g. `campaign_call`. */
export function idsIn(body: IDataObject): string[] {
	const thing = thingIn(body) ?? {};
	// Of everything that is created, only calls have IDs under several names.
	const own = [...idsOf(thing, 'call')];
	const named = Object.values(thing)
		.filter(isRecord)
		.flatMap((inner) => [...idsOf(inner, 'call')]);
	return own.length === 0 ? named : own;
}
