import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import type { Account } from '../api/account';
import { isSameCredential } from '../api/account';
import type { Answer, Send } from '../api/client';
import type { Failure } from '../api/failure';
import { stillUnknown } from '../api/failure';
import { isRecord } from '../parameters/json';
import type { ApiRequest, Creation } from '../api/request';
import { creationOf, encodePath } from '../api/request';
import type { Job, Result } from '../operation/operation';
import type { OnPage } from '../operation/paging';

/** What became of an item that was to create something. */
type Entry =
	| { readonly state: 'unknown' }
	| { readonly state: 'done'; readonly answer: Answer }
	/** Nothing was sent, and this is its output: the call that was found under way. */
	| { readonly state: 'settled'; readonly output: IDataObject[] };

/** By item and what it creates. */
type Entries = Record<string, Entry>;

/** What a node's context holds for the ledger. */
interface Stored {
	readonly run: number | typeof TOOL;
	readonly entries: Entries;
	/** The accounts that the entries belong to. */
	readonly accounts: readonly Account[];
}

/**
 * What creates the very same thing takes turns: items of a run, and uses of a tool that are under way at
 * the same time, which have nothing in common but the node's context.
 */
const TURNS = new WeakMap<IDataObject, Map<string, Promise<unknown>>>();

/** n8n gives every try of an AI agent's tool a run of its own; they are told apart by what they create. */
const TOOL = 'tool';

/**
 * Remembers what a run has created, so that n8n's *Retry On Fail* and a retry of the stored execution,
 * which both run the node again for all items, do not create it a second time. n8n keeps a node's
 * context over both (`contextData` of the execution).
 *
 * An item is recognised by the run of the node (loops), its position, the account and what it creates.
 * Not by the whole request: an expression such as `$now` in it gives something else each time.
 */
export class Ledger {
	/** What this run has to do with. */
	private readonly own = new Set<string>();
	/** What this run has tried to create without learning whether it was. */
	private readonly unsure = new Set<string>();
	/** As an earlier attempt knew it, because its token may have been replaced since. */
	private readonly account: Account;

	constructor(
		private readonly store: IDataObject,
		private readonly run: number | typeof TOOL,
		account: Account,
		private readonly resendUnknown: boolean,
	) {
		this.account =
			this.stored.accounts.find((known) => isSameCredential(known, account)) ?? account;
	}

	/** Read anew each time, because several uses of a tool share it. */
	private get stored(): Stored {
		const kept = this.store.talkover;
		return isRecord(kept) &&
			kept.run === this.run &&
			isRecord(kept.entries) &&
			Array.isArray(kept.accounts)
			? (kept as unknown as Stored)
			: { run: this.run, entries: {}, accounts: [] };
	}

	private get entries(): Entries {
		return this.stored.entries;
	}

	/** The item's result: the one it had in an earlier try, or the one it gets now. */
	async once(item: number, job: Job, send: Send, onPage?: OnPage): Promise<Result> {
		const creation = creationOf(job.request);
		if (!creation) return job.run(send, undefined, onPage);
		const key = this.keyOf(item, job.request);
		const entry = this.entries[key];
		if (entry) this.own.add(key);
		if (entry?.state === 'settled') return { ok: true, output: deepCopy(entry.output) };
		const twinUnsure = job.looksFirst && this.unsure.has(this.keyOf(undefined, job.request));
		if (twinUnsure && !this.resendUnknown) return stillUnknown(creation);
		const known = this.recall(entry, creation);
		const result = await job.run(send, known);
		if (result.ok && !known && this.entries[key] === entry) {
			this.enter(key, { state: 'settled', output: deepCopy(result.output) });
		}
		return result;
	}

	private recall(entry: Entry | undefined, creation: Creation): Answer | Failure | undefined {
		if (!entry) return undefined;
		// Of what cannot be read it is not known either how it ended.
		if (entry.state === 'done' && isRecord(entry.answer) && isRecord(entry.answer.body)) {
			return deepCopy(entry.answer);
		}
		return this.resendUnknown ? undefined : stillUnknown(creation);
	}

	/** A `Send` that enters what becomes of the item's creating request. */
	record(item: number, send: Send): Send {
		return async (request) => {
			if (!creationOf(request)) return send(request);
			const key = this.keyOf(item, request);
			// Before it leaves, so that nothing that happens from here on can make it look unsent.
			this.enter(key, { state: 'unknown' });
			const outcome = await send(request);
			if (outcome.ok) this.enter(key, { state: 'done', answer: remembered(outcome) });
			else if (outcome.uncertain) this.unsure.add(this.keyOf(undefined, request));
			else this.forget(key);
			return outcome;
		};
	}

	/**
	 * Does the work once nothing else is under way that creates the same. So a check that comes first
	 * sees what the item before it did.
	 */
	async inTurn<Result>(request: ApiRequest, work: () => Promise<Result>): Promise<Result> {
		if (!creationOf(request)) return work();
		const key = this.keyOf(undefined, request);
		const turns = TURNS.get(this.store) ?? new Map<string, Promise<unknown>>();
		TURNS.set(this.store, turns);
		const turn = (turns.get(key) ?? Promise.resolve()).then(work);
		// Work does not throw for what Talkover did; whatever else it throws ends the run by itself.
		turns.set(
			key,
			turn.catch(() => undefined),
		);
		return turn;
	}

	/** The node is done, and n8n will not run it again for these items. */
	clear(): void {
		if (this.run !== TOOL) delete this.store.talkover;
		// Another use of the tool may be under way at the same time.
		for (const key of this.own) this.forget(key);
	}

	private enter(key: string, entry: Entry): void {
		this.own.add(key);
		const { run, entries, accounts } = this.stored;
		const known = accounts.some((other) => isSameCredential(other, this.account));
		entries[key] = entry;
		this.store.talkover = {
			run,
			entries,
			accounts: known ? accounts : [...accounts, this.account],
		};
	}

	private forget(key: string): void {
		Reflect.deleteProperty(this.entries, key);
	}

	private keyOf(item: number | undefined, request: ApiRequest): string {
		const { baseUrl, tokenHash } = this.account;
		const identity = [baseUrl, tokenHash, ...identityOf(request, this.run === TOOL)];
		const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
		return item === undefined ? hash : `${item}:${hash}`;
	}
}

/**
 * What a creating request is recognized by in a later attempt. Stored executions hold hashes of it: were
 * it to change, an updated package would send them again.
 *
 * @param byTool an AI agent's tool, which has no items
 */
export function identityOf(request: ApiRequest, byTool: boolean): readonly string[] {
	const { key = [], toolKey = [] } = creationOf(request) ?? {};
	return [request.method, encodePath(request.path), ...key, ...(byTool ? toolKey : [])];
}

/** The ledger of the present run of the node. */
export function openLedger(
	context: IExecuteFunctions,
	account: Account,
	resendUnknown: boolean,
): Ledger {
	const { $runIndex: run } = context.getWorkflowDataProxy(0);
	const isTool = context.getNode().type.endsWith('Tool');
	return new Ledger(
		context.getContext('node'),
		isTool ? TOOL : Number(run),
		account,
		resendUnknown,
	);
}

/**
 * The whole answer, however long: the item of a later try is made of it, and must not lack anything.
 * A copy, because nodes that come later may change the item that is made of the answer now.
 */
function remembered({ ok, status, body }: Answer): Answer {
	return { ok, status, body: deepCopy(body) };
}
