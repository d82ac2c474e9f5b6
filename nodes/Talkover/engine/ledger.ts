import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Answer, Send } from '../api/client';
import type { Failure } from '../api/failure';
import { stillUnknown } from '../api/failure';
import { isRecord } from '../api/json';
import type { ApiRequest } from '../api/request';
import { creationOf, encodePath } from '../api/request';

/** What became of a creating request. */
type Entry = { readonly state: 'unknown' } | { readonly state: 'done'; readonly answer: Answer };

/** By item and what it creates. */
type Entries = Record<string, Entry>;

/** Answers that are longer than this as JSON keep only their plain fields. */
const MAX_ANSWER_LENGTH = 16_384;

/**
 * Remembers what a run has created, so that n8n's *Retry On Fail* and a retry of the stored execution,
 * which both run the node again for all items, do not create it a second time. n8n keeps a node's
 * context over both (`contextData` of the execution).
 *
 * An item is recognised by the run of the node (loops), its position, and what it creates. Not by the
 * whole request: an expression such as `$now` in it gives something else each time.
 */
export class Ledger {
	private readonly entries: Entries;
	/** Items that create the very same thing take turns. */
	private readonly turns = new Map<string, Promise<unknown>>();

	constructor(
		private readonly store: IDataObject,
		private readonly run: number,
		private readonly resendUnknown: boolean,
	) {
		const kept = isRecord(store.talkover) && store.talkover.run === run ? store.talkover : {};
		this.entries = isRecord(kept.entries) ? (kept.entries as Entries) : {};
	}

	/** What is known of an earlier try, in place of sending the request. */
	recall(item: number, request: ApiRequest): Answer | Failure | undefined {
		const creation = creationOf(request);
		const entry = creation && this.entries[keyOf(item, request)];
		if (!creation || !entry) return undefined;
		if (entry.state === 'done') return entry.answer;
		return this.resendUnknown ? undefined : stillUnknown(creation);
	}

	/** A `Send` that enters what becomes of the item's creating request. */
	record(item: number, send: Send): Send {
		return async (request) => {
			if (!creationOf(request)) return send(request);
			const key = keyOf(item, request);
			// Before it leaves, so that nothing that happens from here on can make it look unsent.
			this.enter(key, { state: 'unknown' });
			const outcome = await send(request);
			if (outcome.ok) this.enter(key, { state: 'done', answer: shortened(outcome) });
			else if (!outcome.uncertain) this.forget(key);
			return outcome;
		};
	}

	/**
	 * Does the work once nothing else is under way that creates the same. So a check that comes first
	 * sees what the item before it did.
	 */
	async inTurn<Result>(request: ApiRequest, work: () => Promise<Result>): Promise<Result> {
		if (!creationOf(request)) return work();
		const key = keyOf(undefined, request);
		const turn = (this.turns.get(key) ?? Promise.resolve()).then(work);
		// Work does not throw for what Talkover did; whatever else it throws ends the run by itself.
		this.turns.set(
			key,
			turn.catch(() => undefined),
		);
		return turn;
	}

	/** The node is done, and n8n will not run it again for these items. */
	clear(): void {
		delete this.store.talkover;
	}

	private enter(key: string, entry: Entry): void {
		this.entries[key] = entry;
		this.store.talkover = { run: this.run, entries: this.entries };
	}

	private forget(key: string): void {
		Reflect.deleteProperty(this.entries, key);
	}
}

/** The ledger of the present run of the node. */
export function openLedger(context: IExecuteFunctions, resendUnknown: boolean): Ledger {
	const { $runIndex: run } = context.getWorkflowDataProxy(0);
	return new Ledger(context.getContext('node'), Number(run), resendUnknown);
}

function keyOf(item: number | undefined, request: ApiRequest): string {
	const identity = [request.method, encodePath(request.path), creationOf(request)?.what];
	const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
	return item === undefined ? hash : `${item}:${hash}`;
}

function shortened({ ok, status, body }: Answer): Answer {
	if (JSON.stringify(body).length <= MAX_ANSWER_LENGTH) return { ok, status, body };
	const { data } = body;
	const kept = isRecord(data) ? { ...body, data: plainFields(data) } : body;
	return { ok, status, body: kept };
}

function plainFields(data: Record<string, unknown>): IDataObject {
	const plain = Object.entries(data).filter(
		([, value]) =>
			!isRecord(value) && !Array.isArray(value) && JSON.stringify(value).length < 1_000,
	);
	return Object.fromEntries(plain) as IDataObject;
}
