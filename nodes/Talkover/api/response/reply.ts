import type { IDataObject } from 'n8n-workflow';

import type { JsonObject } from '../../base/json';
import type { RateLimit } from '../pacing/rateLimit';
import type { Creation } from '../request';
import type { Position } from './position';
import type { Messages } from './errorBody';

/**
 * How a request ended. Retries, messages, recovery, paging and output switch over these four. Only the client makes one from a
 * status, headers and a body.
 */
export type Reply = Done | Failure;

/** A reply without a usable response. */
export type Failure = NotSent | Refused | Unknown;

/** Talkover carried out the request. */
export interface Done {
	readonly ok: true;
	readonly did: 'done';
	readonly status: number;
	/** The whole body, as returned by `bodyOf`. */
	readonly body: IDataObject;
	/** The object in the response; undefined if there is none. */
	readonly thing: IDataObject | undefined;
	/** The endpoint's list; undefined if the response contains none. */
	readonly list: IDataObject[] | undefined;
	/** What the response says about its page of the list. */
	readonly page: Position;
	readonly rateLimit?: RateLimit;
	/** Milliseconds that the server's clock is ahead of this machine's; undefined if unknown. */
	readonly clockOffset?: number;
}

/** The request was certainly not carried out, because Talkover rejected it. */
interface Refused extends Said {
	readonly did: 'refused';
	readonly why: WhyRefused;
}

/** Nothing was carried out. */
export interface NotSent extends Said {
	readonly did: 'nothing';
	readonly why:
		/** The user stopped the execution before the request was sent. */
		| 'cancelled'
		/** The node itself decided that the item fails, whatever Talkover answered. */
		| 'declined'
		/** The host's certificate isn't trusted, so retrying doesn't help. */
		| 'notTrusted'
		/** 429 */
		| 'rateLimited'
		/** The connection was never established. */
		| 'unreachable';
}

/** The request may have been carried out. */
export interface Unknown extends Said {
	readonly did: 'unknown';
	readonly why:
		/** The user stopped the execution before the response arrived. */
		| 'cancelled'
		/** Responses that contradict each other or themselves. */
		| 'contradiction'
		/** Sent, but no response arrived: timeout or connection lost. */
		| 'noResponse'
		/** 5xx, 408, 425, 460 or 499 */
		| 'server'
		/** A response arrived and means success, but it can't be read in any form. */
		| 'unreadable';
	/** What may have been created. */
	readonly creation?: Creation;
}

/** Why Talkover rejected a request. */
type WhyRefused =
	/** 400 */
	| 'badRequest'
	/** 409 */
	| 'conflict'
	/** A response with a success status that reports an error. */
	| 'denied'
	/** 403 */
	| 'forbidden'
	/** 410 and 416: what was asked for isn't there anymore, or never was. */
	| 'gone'
	/** 422 */
	| 'invalid'
	/** 404 */
	| 'missing'
	/** 402 */
	| 'noCredits'
	/** Anything else, such as a redirect. */
	| 'other'
	/** 401: the token is rejected, so every further request would be rejected too. */
	| 'unauthorized';

/** What is known of a failure, for people. */
export interface Said extends Messages {
	readonly ok: false;
	/** HTTP status, for messages only; undefined if no response arrived. */
	readonly status?: number;
	/** Talkover's machine code, if the body has one. */
	readonly code?: string;
	/** What happened, for people who don't know the API. Names the HTTP status if there is one. No final period. */
	readonly title: string;
	/** The whole body, if it is a JSON object: some rejections carry data, such as the reasons of a failed validation. */
	readonly body?: JsonObject;
	/** What to do next. No final period. */
	readonly advice?: string;
	/** A setting that may help. It comes after the advice. No final period. */
	readonly settingAdvice?: string;
	/** Whether earlier requests of the item were carried out. */
	readonly isPartial?: true;
	/** The title names everything to fix, so that the headline needs none of the messages. */
	readonly titleSaysAll?: true;
	/** The rate limit according to the response. */
	readonly rateLimit?: RateLimit;
}

const WHY_REFUSED: Readonly<Record<number, WhyRefused>> = {
	400: 'badRequest',
	401: 'unauthorized',
	402: 'noCredits',
	403: 'forbidden',
	404: 'missing',
	409: 'conflict',
	410: 'gone',
	416: 'gone',
	422: 'invalid',
};

/** What a status means that isn't a success; `undecided` if the request may have been carried out. */
export function meaningOf(status: number): WhyRefused | 'rateLimited' | 'undecided' {
	if (status === 429) return 'rateLimited';
	if (status >= 500 || GIVEN_UP.includes(status)) return 'undecided';
	return WHY_REFUSED[status] ?? 'other';
}

/** 4xx with which a server gives up on a request without deciding on it: a timeout, too early, and proxies that lost the client. */
const GIVEN_UP: readonly number[] = [408, 425, 460, 499];

/** What may have been created despite a failure. */
export function maybeCreated(failure: Failure): Creation | undefined {
	return failure.did === 'unknown' ? failure.creation : undefined;
}

/** Whether the user stopped the execution. */
export function wasStopped({ why }: Failure): boolean {
	return why === 'cancelled';
}
