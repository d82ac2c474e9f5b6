import type { IDataObject } from 'n8n-workflow';

import type { Book, ToolNode } from '../account/book';
import type { Send } from '../api/client';
import type { Pause } from '../api/pacing/clock';
import type { ApiRequest, Creation } from '../api/request';
import type { Done, Failure, Reply } from '../api/response/reply';
import type { Result } from '../base/result';
import type { Decision, Once, Reuse } from './creation/once';
import type { OnPage } from './answers/paging';
import type { RecoveryLookup } from './creation/recoveryLookup';
import type { SharedKey } from './creation/sharedKey';

/** The result of an item: its output items, or why there are none. */
export type ItemResult = Result<ItemOutput, Failure>;

export interface ItemOutput {
	readonly items: IDataObject[];
	/** A file to download and add to the items as binary data. */
	readonly file?: FileLink;
	/** A warning about an item that succeeded. */
	readonly warning?: string;
	/** Waits for the rest, after the item is recorded and other items with the same creation can continue. */
	readonly finish?: () => Promise<ItemResult>;
	/** Whether the response only confirmed the request, so that the output is all that is known. */
	readonly confirmed?: boolean;
}

/** A file that a response links to. */
export interface FileLink {
	readonly url: string;
	readonly fileName: string;
	readonly mimeType: string;
}

/** A valid item. */
export interface Job {
	/** The item's main request; others may be sent before it. */
	readonly request: ApiRequest;
	/** The most items of the run in progress at once; undefined for as many as requests. */
	readonly atOnce?: number | undefined;
	readonly compensation?: Restoring | undefined;
	/** Undefined if the request creates nothing. */
	readonly creating?: CreatingJob | undefined;
	/** Sends the request, and others before it, and makes the result. Creates without {@link creating}'s care. */
	run(transport: Transport, onPage?: OnPage): Promise<ItemResult>;
}

/** How a request is sent that creates something. */
export interface CreatingJob extends DecidedJob {
	/** The failure if a response that means success doesn't show what was created; undefined if it does. */
	unreadable(reply: Done, request: ApiRequest): Failure | undefined;
	/** Makes the result from the outcome of the request, as it was sent. */
	respond(reply: Reply, request: ApiRequest, transport: Transport): Promise<ItemResult>;
}

/** What decides whether a request is sent that creates something. */
export interface DecidedJob {
	readonly creation: Creation;
	/** Undefined if no list shows what the item's request creates. */
	readonly recoveryLookup?: RecoveryLookup | undefined;
	/** What decides about the creation, so that it isn't created if it exists; undefined if its key suffices. */
	once?(transport: Transport): Once | undefined;
}

/** The ways in which an item can send requests. */
export interface Transport {
	readonly send: Send;
	/** Sends each distinct GET request only once per run, because several items may need the same response. */
	readonly sendCached: Send;
	/** All waiting of the run. */
	readonly pause: Pause;
	/** The number of items of the run whose request has the same path, including this one. */
	alike(): number;
	/** Counts what the node creates in this execution, over all its runs. */
	readonly tally: Tally;
	/** The node, if an AI agent uses it as its tool. */
	readonly tool: ToolNode | undefined;
	/** Whether an AI model chooses the value of a parameter. */
	readonly isFromModel: (parameter: string) => boolean;
	/**
	 * The item is about to undo what a compensation restores.
	 *
	 * @param isThere whether the state is there now, even if an earlier check didn't show it
	 */
	undoing(compensation: Compensation, isThere: boolean): void;
	/** What the executions of the process have created. */
	readonly book: Pick<Book, 'about' | 'byTools' | 'confirm'>;
	/**
	 * What would be done now with a request that creates something. Finds out what the decision needs, and sends nothing else.
	 *
	 * @returns a failure if it can't be found out now
	 */
	decide(request: ApiRequest, job: DecidedJob): Promise<Result<Decision | Reuse, Failure>>;
	/** Returns a value that all items of the run share. See {@link SharedKey.valueIn}. */
	readonly shared: <Value>(key: SharedKey<Value>, name: string, make: () => Value) => Value;
}

/** A count that all runs of a node in an execution share. */
export interface Tally {
	readonly count: number;
	add(difference: -1 | 1): void;
}

/**
 * Restores a state that requests undo, e.g. that an agent is published. Done after all items have ended: restored
 * earlier, it would be undone by the next item.
 */
export interface Compensation {
	/** The same for all items that undo the same state. Stored with failed executions, so it never changes. */
	readonly key: string;
	/** Whether there is something to restore. Called before anything is changed. */
	isNeeded(sendCached: Send): Promise<Result<boolean, Failure>>;
	restore(send: Send): Promise<Result<Restored, Failure>>;
	/** The message if the state can't be restored. The reason follows it. */
	readonly failed: string;
}

/** What the run restores after an item; a function if a request shows first what the item changes. */
export type Restoring =
	Compensation | ((sendCached: Send) => Promise<Result<Compensation | undefined, Failure>>);

export interface Restored {
	/** The output item with the restored state. */
	update(item: IDataObject): IDataObject;
}

/** A valid item: a job to run, or the output of an item that nothing is sent for. */
export type Prepared = { readonly job: Job } | { readonly json: IDataObject };

export type Values = Readonly<Record<string, unknown>>;

/**
 * What replaces the item's own request: its items, or another request if it creates nothing, e.g. with a required value that
 * was read.
 */
export type Instead = { readonly items: IDataObject[] } | { readonly request: ApiRequest };
