import type { IDataObject } from 'n8n-workflow';

import type { Fact } from '../../account/book';
import type { Send } from '../../api/client';
import type { ApiRequest } from '../../api/request';
import type { Done, Failure } from '../../api/response/reply';
import type { Result } from '../../base/result';

/** What to find out before a decision. */
export type Question =
	/** Does the thing exist, and what is it like? */
	| { readonly ask: 'current' }
	/** Is the agent on a call with the contact? */
	| { readonly ask: 'active' }
	/** Which agent makes the calls of the campaign? */
	| { readonly ask: 'caller' }
	/** Whom has an agent, or have all agents, called since a time, in milliseconds since 1970? */
	| { readonly ask: 'calls'; readonly agentId: string | undefined; readonly since: number };

/** What to do with a request now. */
export type Decision =
	| { readonly do: 'fail'; readonly failure: Failure }
	| { readonly do: 'look'; readonly at: Question }
	| { readonly do: 'send'; readonly request: ApiRequest }
	| Skip
	| Update;

/** Uses the response of an earlier attempt. */
export interface Reuse {
	readonly do: 'reuse';
	readonly reply: Done;
}

/** These items replace the request. */
export interface Skip {
	readonly do: 'skip';
	readonly items: IDataObject[];
	/** Whether another attempt skips the item as well. Otherwise, it decides again. */
	readonly isFinal: boolean;
	/** Whether the thing exists, so that no other item of the run creates it either. */
	readonly exists?: true;
}

/** Changes the thing, because it exists. */
export interface Update {
	readonly do: 'update';
	/** @returns the items instead of the request */
	update(): Promise<Result<{ readonly items: IDataObject[] }, Failure>>;
}

/** Who has created the same thing. */
export type Maker =
	/** Another execution, less than a minute ago */
	| 'execution'
	/** Another item of the run */
	| 'item'
	/** Another execution, and it takes effect later */
	| 'later'
	/** Somebody before: Talkover had it already */
	| 'before';

/** What is known of a creation besides its key, and what decides about it. */
export interface Once {
	/**
	 * What the process remembers of the thing; undefined if the response can't be read. Contains nothing about people, such
	 * as a number.
	 */
	trace(reply: Done): IDataObject | undefined;
	/** What a fact about it has. */
	readonly about?: Pick<Fact, 'agentId' | 'contact' | 'inCampaign' | 'isTest' | 'tool'>;
	/** Whether it may be created although another execution has just created it. */
	readonly mayRepeat?: boolean;
	/** The milliseconds until what a request creates takes effect. */
	delay?(request: ApiRequest): number;
	/** The items instead of another creation. Without it, {@link decide} gets the trace. */
	readonly duplicate?: ((thing: IDataObject, by: Maker) => IDataObject[]) | undefined;
	/**
	 * What the rules say about the request, from what is known. Asks and waits for nothing.
	 *
	 * @param facts what the process knows of the same creation and contact
	 * @param justCreated the trace of what another item or execution has just created with the same key
	 * @returns undefined if it may be sent
	 */
	decide?(
		request: ApiRequest,
		facts: readonly Fact[],
		justCreated: IDataObject | undefined,
	): Decision | undefined;
	/**
	 * Finds out what a decision needs.
	 *
	 * @param hasPermit whether the item has a permit, so that `send` doesn't wait for the rate limit
	 * @returns a failure if it can't be found out now
	 */
	look?(question: Question, send: Send, hasPermit: boolean): Promise<Failure | undefined>;
	/** What existed before, according to a rejection. */
	existing?(rejection: Failure): Skip | undefined;
	/** Counts what is created. */
	count?(difference: -1 | 1): void;
}
