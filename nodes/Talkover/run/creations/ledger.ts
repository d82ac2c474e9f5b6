import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import { idsOf } from '../../api/content/identity';
import { doneWith, thingIn } from '../../api/response/answer';
import type { Account } from '../../api/account';
import { asRecorded, withAccount } from '../../api/account';
import type { Send } from '../../api/client';
import type { Done, Reply } from '../../api/response/reply';
import { stillUnknown } from '../../api/response/failure';
import { isRecord } from '../../base/json';
import { ok } from '../../base/result';
import { addTo } from '../../base/collections/lists';
import type { ApiRequest, Creation } from '../../api/request';
import { creationOf } from '../../api/request';
import type { ItemResult, Job, Transport } from '../../operation/operation';
import type { OnPage } from '../../operation/paging';
import { compensationId, creationKey, itemCreationKey } from './creationKey';
import { isTool } from '../continueOnFail';

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
	/** It succeeded. `creation` is the key of what was created, for other items with the same creation. */
	| { readonly state: 'done'; readonly answer: StoredAnswer; readonly creation?: string }
	/** Nothing was created, because the check before it returned the item's output, e.g. a call in progress. */
	| { readonly state: 'settled'; readonly output: IDataObject[] }
	/** Not an item: a compensation is pending, because the state that it restores may have been undone. */
	| { readonly state: 'due' };

/** The response as it's stored. */
type StoredAnswer = Pick<Done, 'body' | 'ok' | 'status'>;

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

/**
 * Looks for what an attempt created whose outcome isn't recorded.
 *
 * @param sent undefined if no known attempt sent the request
 * @returns the response that the request would have got; undefined if nothing was found; a failure if the check
 * failed
 */
export type Recover = (sent: SentRequest | undefined) => Promise<Reply | undefined>;

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
export class Ledger {
	/** Item keys that this attempt read or wrote. */
	private readonly ownItemKeys = new Set<string>();
	/** Creation keys of requests that this attempt sent and whose outcome is unknown. */
	private readonly unknownCreationKeys = new Set<string>();
	/** By creation key, the items for which earlier attempts recorded it. */
	private readonly earlierItems = new Map<string, string[]>();
	/** The account as recorded by an earlier attempt, because the token may have been replaced since then. */
	private readonly account: Account;

	/**
	 * @param nodeContext n8n's context of the node
	 * @param resendUnknown whether to send a request again if its outcome is unknown
	 */
	constructor(
		private readonly nodeContext: IDataObject,
		private readonly runIndex: RunIndex,
		account: Account,
		private readonly resendUnknown: boolean,
	) {
		this.account = asRecorded(account, this.stored.accounts);
		for (const [key, recorded] of Object.entries(this.recordedOutcomes)) {
			if ('creation' in recorded) addTo(this.earlierItems, recorded.creation, key);
		}
	}

	/**
	 * Returns the item's result: from the recorded outcome of an earlier attempt, or from what an earlier attempt
	 * created without recording it, or otherwise by running the job.
	 *
	 * @param transport based on a `Send` that {@link record} returned for the same item
	 */
	async once(
		item: number,
		job: Job,
		transport: Transport,
		recover: Recover,
		onPage?: OnPage,
	): Promise<ItemResult> {
		const creation = creationOf(job.request);
		if (!creation) return job.run(transport, undefined, onPage);
		const key = this.itemKey(item, job.request);
		const recorded = this.recordedOutcomes[key];
		if (recorded) this.ownItemKeys.add(key);
		if (recorded?.state === 'settled') return ok({ items: deepCopy(recorded.output) });
		// The check before the request may not find what another item created without a response.
		const mayBeDuplicate = job.looksFirst && !recorded && this.isUnknownOfOther(item, job.request);
		if (mayBeDuplicate && !this.resendUnknown) return stillUnknown(creation);
		const stored = answerIn(recorded);
		const known = stored
			? doneWith(job.request, deepCopy(stored.body), stored.status)
			: await this.recovered(key, job.request, creation, recover);
		const result = await job.run(transport, known);
		// A result can also come from the check before the request, or from a failure that is a valid answer.
		if (result.ok && !known && !result.value.postponed && !this.isDone(key)) {
			this.write(key, { state: 'settled', output: deepCopy(result.value.items) });
		}
		return result;
	}

	/** Whether it's unknown if another item has created the same. */
	private isUnknownOfOther(item: number, request: ApiRequest): boolean {
		const isUnknown = this.unknownCreationKeys.has(this.creationKey(request));
		return isUnknown || this.earlierOf(item, request).some(({ state }) => state === 'unknown');
	}

	/** What another item created in an earlier attempt, if this one creates the same. */
	createdForOther(item: number, request: ApiRequest): IDataObject | undefined {
		const [found] = this.earlierOf(item, request).flatMap((recorded) => answerIn(recorded) ?? []);
		return found && thingIn(found.body);
	}

	/** The present records of other items for which earlier attempts recorded the same creation. */
	private earlierOf(item: number, request: ApiRequest): readonly RecordedOutcome[] {
		const own = this.itemKey(item, request);
		const items = this.earlierItems.get(this.creationKey(request)) ?? [];
		return items.flatMap((key) => (key === own ? [] : (this.recordedOutcomes[key] ?? [])));
	}

	private isDone(key: string): boolean {
		return this.recordedOutcomes[key]?.state === 'done';
	}

	/** The outcome to use instead of sending the request; undefined if the request should be sent. */
	private async recovered(
		key: string,
		request: ApiRequest,
		creation: Creation,
		recover: Recover,
	): Promise<Reply | undefined> {
		const recorded = this.recordedOutcomes[key];
		const sent = recorded?.state === 'unknown' ? recorded : undefined;
		// With an unreadable record, the outcome of the request is unknown too.
		const isUnreadable = recorded !== undefined && sent === undefined;
		const found = isUnreadable ? undefined : await recover(sent);
		if (found?.ok) this.write(key, this.done(request, found));
		if (found?.ok || this.resendUnknown) return found?.ok ? found : undefined;
		return recorded ? stillUnknown(creation) : found;
	}

	/** The item's request, if its outcome is unknown. */
	sent(item: number, request: ApiRequest): SentRequest | undefined {
		const recorded = this.recordedOutcomes[this.itemKey(item, request)];
		return recorded?.state === 'unknown' ? recorded : undefined;
	}

	/** Records what a request without a response created. */
	recordFound(item: number, request: ApiRequest, answer: Done): void {
		this.write(this.itemKey(item, request), this.done(request, answer));
		this.unknownCreationKeys.delete(this.creationKey(request));
	}

	/** The IDs of everything that is recorded as created. */
	createdIds(): ReadonlySet<string> {
		return new Set(this.answers().flatMap(([, { body }]) => idsIn(body)));
	}

	/**
	 * The number of items that created the same thing as a request and got a response without an ID, or with one that the
	 * list doesn't know.
	 *
	 * @param isListed whether the list has one of these IDs, or is known not to
	 */
	createdUnlisted(request: ApiRequest, isListed: (ids: readonly string[]) => boolean): number {
		const own = `:${this.itemCreationKey(request)}`;
		const isOwn = ([key, { body }]: readonly [string, StoredAnswer]) =>
			key.endsWith(own) && !isListed(idsIn(body));
		return this.answers().filter(isOwn).length;
	}

	private answers(): (readonly [key: string, answer: StoredAnswer])[] {
		return Object.entries(this.recordedOutcomes).flatMap(([key, recorded]) => {
			const answer = answerIn(recorded);
			return answer ? [[key, answer] as const] : [];
		});
	}

	/** Returns a `Send` that records the outcome of the item's creating request. */
	record(item: number, send: Send): Send {
		return async (request) => {
			if (!creationOf(request)) return send(request);
			const key = this.itemKey(item, request);
			const before = this.recordedOutcomes[key];
			// Recorded before it is sent, so that the record is right even if n8n stops meanwhile.
			const creation = this.creationKey(request);
			const unknown = { state: 'unknown', at: Date.now(), creation } as const;
			this.write(key, unknown);
			const outcome = await send(request);
			if (outcome.ok) this.write(key, this.done(request, outcome));
			else if (outcome.did === 'unknown') {
				this.write(key, { ...unknown, until: Date.now() });
				this.unknownCreationKeys.add(creation);
			}
			// An earlier attempt may have created it, even though this one didn't.
			else if (before?.state === 'unknown') this.write(key, before);
			else this.delete(key);
			return outcome;
		};
	}

	/** The ID by which a compensation of this account is recorded. */
	compensationId(key: string): string {
		return compensationId(key, this.account);
	}

	/** Whether an earlier attempt may have undone the state without restoring it. */
	isPending(id: string): boolean {
		return this.recordedOutcomes[id]?.state === 'due';
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
			if (this.recordedOutcomes[key]?.state !== 'unknown') this.delete(key);
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

	private get recordedOutcomes(): RecordedOutcomes {
		return this.stored.entries;
	}

	private done(request: ApiRequest, answer: Done): RecordedOutcome {
		return { state: 'done', answer: copyToStore(answer), creation: this.creationKey(request) };
	}

	private write(key: string, outcome: RecordedOutcome): void {
		this.ownItemKeys.add(key);
		const { run, entries, accounts } = this.stored;
		entries[key] = outcome;
		this.nodeContext.talkover = { run, entries, accounts: withAccount(accounts, this.account) };
	}

	private delete(key: string): void {
		Reflect.deleteProperty(this.recordedOutcomes, key);
	}

	private itemKey(item: number, request: ApiRequest): string {
		return `${item}:${this.itemCreationKey(request)}`;
	}

	private itemCreationKey(request: ApiRequest): string {
		return itemCreationKey(request, this.account, this.runIndex === TOOL);
	}

	/** What a request creates, as a key. */
	creationKey(request: ApiRequest): string {
		return creationKey(request, this.account, this.runIndex === TOOL);
	}
}

/** Opens the ledger of the current run of the node. */
export function openLedger(
	context: IExecuteFunctions,
	account: Account,
	resendUnknown: boolean,
): Ledger {
	const { $runIndex: runIndex } = context.getWorkflowDataProxy(0);
	return new Ledger(
		context.getContext('node'),
		isTool(context.getNode()) ? TOOL : Number(runIndex),
		account,
		resendUnknown,
	);
}

/**
 * Copies the full response, because a later attempt makes the item from it, and later nodes may change the item
 * that is made from the response now.
 */
function copyToStore({ ok, status, body }: Done): StoredAnswer {
	return { ok, status, body: deepCopy(body) };
}

function answerIn(recorded: RecordedOutcome | undefined): StoredAnswer | undefined {
	const answer = recorded?.state === 'done' ? recorded.answer : undefined;
	return isRecord(answer) && isRecord(answer.body) ? answer : undefined;
}

/** The IDs of the created object, which may be inside a named field, e.g. `campaign_call`. */
export function idsIn(body: IDataObject): string[] {
	const thing = thingIn(body) ?? {};
	// Of everything that is created, only calls have IDs under several names.
	const own = [...idsOf(thing, 'call')];
	const named = Object.values(thing)
		.filter(isRecord)
		.flatMap((inner) => [...idsOf(inner, 'call')]);
	return own.length === 0 ? named : own;
}
