import type { ApiMessage, ErrorBody, Messages } from './errorBody';
import { onOneLine, parseErrorBody, webPage } from './errorBody';
import { cut } from '../../base/bounds';
import type { JsonObject } from '../../base/json';
import { isRecord } from '../../base/json';
import { defined } from '../../base/collections/defined';
import { inSentences } from '../../base/text/sentences';
import { nextStepFor } from './nextSteps';
import type { RateLimit } from '../pacing/rateLimit';
import type { Creation } from '../request';

/**
 * What is known about a request without a usable response. The kinds differ in whether sending the
 * request again is safe, useful, or neither.
 */
export type FailureKind =
	/** 401: the token is rejected, so every further request would be rejected too. */
	| 'unauthorized'
	/** 429: nothing happened. */
	| 'rateLimited'
	/** Any other 4xx, or a 2xx whose body reports an error, unless it may have created something: Talkover rejected it. */
	| 'rejected'
	/** 5xx, 408 or 425, or a contradictory response: Talkover may or may not have carried out the request. */
	| 'server'
	/** Nothing was sent: the connection was never established. */
	| 'unreachable'
	/** Nothing was sent, and retrying doesn't help: the host's certificate isn't trusted. */
	| 'notTrusted'
	/** Sent, but no response arrived: timeout or connection lost. */
	| 'noResponse'
	/** A response arrived and means success, but it can't be read in any form. */
	| 'unreadable'
	/** The user stopped the execution. */
	| 'cancelled'
	/** The node itself decided that the item fails, whatever Talkover answered. */
	| 'declined';

export interface Failure extends Messages {
	readonly ok: false;
	readonly kind: FailureKind;
	/** HTTP status; undefined if no response arrived. */
	readonly status?: number;
	/** Talkover's machine code, if the body has one. */
	readonly code?: string;
	/** What happened, for people who don't know the API. Names the HTTP status if there is one. No final period. */
	readonly title: string;
	/** The whole body, if it is a JSON object: some rejections carry data, such as the existing call. */
	readonly body?: JsonObject;
	/** What to do next. No final period. */
	readonly advice?: string;
	/** An option of the Talkover node that may help. Only its runs show this. No final period. */
	readonly optionAdvice?: string;
	/** Something may have been created despite the failure. */
	readonly uncertain?: true;
	/** The title names everything to fix, so that the headline needs none of the messages. */
	readonly titleSaysAll?: true;
	/** It wasn't retried, because the user has turned retries off. */
	readonly notRetried?: true;
	/** An earlier attempt at the same request may have been carried out. */
	readonly repeated?: true;
	/** The rate limit according to the response. */
	readonly rateLimit?: RateLimit;
}

/** Characters of a response that an error shows. */
const SHOWN = 200;

interface Wording {
	readonly title: string;
	readonly advice?: string;
}

export const TRY_LATER = 'Run it again in a few minutes';

/** The same failure, if the request may have created something. The headline says that first. */
export function outcomeUnknown(failure: Failure, creation: Creation | undefined): Failure {
	if (!creation) return failure;
	const { kind, title, status, messages } = failure;
	const { key, label, where } = creation;
	const [what] = key;
	const done = what === 'call' ? `${label} may have been made` : `${label} may have gone through`;
	const mayBe = what === 'call' ? done : `the request for ${done}`;
	const isSaid = status !== undefined || messages.length > 0;
	return {
		...failure,
		// Talkover's rejection isn't certain either.
		kind: kind === 'rejected' ? 'server' : kind,
		title: `Outcome unknown: ${mayBe}${status === undefined ? '' : ` (HTTP ${status})`}`,
		messages: isSaid ? messages : [{ text: title }],
		advice: `Check ${where} in Talkover before you run it again`,
		uncertain: true,
	};
}

/** The advice for an item that isn't sent again because its outcome is unknown. */
function checkFirst({ label, where }: Creation): string {
	return `Check ${where} in Talkover. If ${label} isn't there, turn on 'Send Again If Outcome Unknown' in 'Options' and retry. If it's there, continue without this item`;
}

const REJECTED = 'Talkover rejected the request';

/** By HTTP status, which is added to the title. */
const WORDING: Readonly<Record<number, Wording>> = {
	400: { title: REJECTED },
	401: {
		title: 'Talkover rejected the API token',
		advice:
			'Copy a current API token from your Talkover settings, paste it into the Talkover API credential, and save the credential to test it',
	},
	402: {
		title: "The Talkover account doesn't have enough credits",
		advice: 'Add credits in Talkover, then run the node again',
	},
	403: {
		title: "Talkover doesn't allow this request",
		advice:
			"There are two possible causes: the current state or your plan doesn't allow it, or the requested resource belongs to another environment. Check its state in Talkover, then the API token of the credential",
	},
	404: {
		title: "Talkover couldn't find the requested resource",
		advice:
			'Check that it exists in the environment of the API token. If every request fails this way, check the Base URL of the Talkover API credential',
	},
	409: {
		title: 'Talkover rejected the request because it conflicts with the current state',
		advice: 'Check the current state in Talkover, then run the node again',
	},
	422: { title: REJECTED },
	429: {
		title: "The request exceeded Talkover's rate limit",
		advice: 'Run it again in a minute',
	},
};

/** For a rejection without a reason. */
const NO_REASON: Partial<Failure> = {
	advice: 'Talkover gave no reason. Check the parameters of this node, then run the node again',
};

/** The end of the codes of a 403 whose cause is known (API reference: create-campaign, `CAMPAIGN_LIMIT_REACHED`). */
const PLAN_LIMIT = '_LIMIT_REACHED';
const PLAN_WORDING: Wording = {
	title: 'The limit of your Talkover plan is reached',
	advice: 'Delete what you no longer need in Talkover, or upgrade your plan',
};

/**
 * A failure from a response with an error status.
 *
 * @param creation what may have been created despite a 5xx
 * @param location the target of a redirect
 */
export function failureFromAnswer(
	status: number,
	body: unknown,
	creation?: Creation,
	location?: string,
): Failure {
	const { code, ...said } = saidIn(status, body, location);
	const ofPlan = status === 403 && code?.endsWith(PLAN_LIMIT) === true;
	const usual = ofPlan ? PLAN_WORDING : (WORDING[status] ?? otherWording(status));
	const nextStep = status < 500 ? nextStepFor(code) : undefined;
	const failure: Failure = defined({
		ok: false,
		kind: kindOf(status),
		status,
		code,
		...said,
		body: isRecord(body) ? body : undefined,
		...(said.messages.length === 0 ? NO_REASON : {}),
		...usual,
		...(nextStep === undefined ? {} : { advice: nextStep }),
		title: `${usual.title} (HTTP ${status})`,
	});
	if (status < 400) return redirected(failure, creation);
	return isUndecided(status) ? outcomeUnknown(failure, creation) : failure;
}

/** A server may also redirect to something that it has just created. */
function redirected(failure: Failure, creation: Creation | undefined): Failure {
	const unknown = outcomeUnknown(failure, creation);
	const where = unknown === failure ? undefined : unknown.advice;
	return { ...unknown, advice: inSentences(REDIRECTED, where) };
}

function saidIn(status: number, body: unknown, location?: string): ErrorBody {
	const target = status < 400 ? targetOf(location) : [];
	return target.length > 0 ? { messages: target } : parseErrorBody(body);
}

/** A word in a path, such as `login` or `v2`. Anything else may be a secret, however short. */
const WORD = /^(?:[a-z]+(?:[-_.][a-z]+)*\d{0,2})?$/;
const LONGEST_WORD = 24;

/** The address that a redirect leads to, without what may be secret: its user, its query and all parts of its path but words. */
function targetOf(location = ''): readonly ApiMessage[] {
	const address = location.trim();
	const isRelative = address.startsWith('/') && !address.startsWith('//');
	const base = 'https://talkover.invalid';
	if (address === '' || !URL.canParse(address, base)) return [];
	const { protocol, host, pathname } = new URL(address, base);
	const path = pathname
		.split('/')
		.map((segment) => (WORD.test(segment) && segment.length <= LONGEST_WORD ? segment : '…'))
		.join('/');
	const target = cut(isRelative ? path : `${protocol}//${host}${path}`, SHOWN);
	return [{ text: `It redirects to ${target}` }];
}

function kindOf(status: number): FailureKind {
	if (status === 401) return 'unauthorized';
	if (status === 429) return 'rateLimited';
	return isUndecided(status) ? 'server' : 'rejected';
}

/** 4xx with which a server gives up on a request without deciding on it: a timeout, and too early. */
const GIVEN_UP: readonly number[] = [408, 425];

function isUndecided(status: number): boolean {
	return status >= 500 || GIVEN_UP.includes(status);
}

const REDIRECTED = 'Enter the new address as the Base URL of the Talkover API credential';

function otherWording(status: number): Wording {
	if (status < 400) {
		return { title: 'The Base URL redirects to another address', advice: REDIRECTED };
	}
	if (!isUndecided(status)) {
		return {
			title: REJECTED,
			advice:
				'Check the Base URL of the Talkover API credential and the parameters of this node, then run the node again',
		};
	}
	return { title: "Talkover couldn't complete the request", advice: TRY_LATER };
}

/** A failure without messages of Talkover's. */
export function failureOf(kind: FailureKind, title: string, more: Partial<Failure> = {}): Failure {
	return { ok: false, kind, title, messages: [], ...more };
}

/** A failure that the node itself decides on, without an HTTP status. */
export function localFailure(title: string, advice?: string): Failure {
	return failureOf('declined', title, defined({ advice }));
}
/**
 * A response with a success status whose body reports an error, e.g. `success: false`.
 *
 * @param creation what may have been created after all, because the status means success
 */
export function failureFromRejection(status: number, body: unknown, creation?: Creation): Failure {
	const { code, ...said } = parseErrorBody(body);
	const failure: Failure = defined({
		ok: false,
		kind: 'rejected',
		status,
		code,
		title: `${REJECTED} (HTTP ${status})`,
		...said,
		body: isRecord(body) ? body : undefined,
		...(said.messages.length === 0 ? NO_REASON : {}),
	});
	return outcomeUnknown(failure, creation);
}

/** A response that means success but can't be read in any form. The message shows how it begins. */
export function unreadableAnswer(status: number, body: unknown, creation?: Creation): Failure {
	return unreadable(status, beginningOf(body), creation);
}

function beginningOf(body: unknown): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const start = cut(onOneLine(text), SHOWN);
	if (start === '' || start === '{}') return 'The response is empty';
	const page = typeof body === 'string' ? webPage(body) : undefined;
	return page === undefined ? `The response begins with: ${start}` : `${page}: ${start}`;
}

/**
 * A response that means success but can't be used.
 *
 * @param reason what is wrong with it, without final period
 */
export function unreadable(status: number, reason: string, creation?: Creation): Failure {
	const title = `This node can't read Talkover's response (HTTP ${status})`;
	const failure = failureOf('unreadable', title, {
		status,
		messages: [{ text: reason }],
		advice: 'Check the Base URL of the Talkover API credential',
	});
	return outcomeUnknown(failure, creation);
}

/** Talkover has rejected every request with a 429 for so long that waiting longer is pointless. */
export function keptRejecting(): Failure {
	const title = 'Talkover kept rejecting all requests because of its rate limit (HTTP 429)';
	return failureOf('rateLimited', title, {
		status: 429,
		advice:
			'Check in Talkover whether a quota of the account is used up, then run the node again later',
	});
}

/** The node decided not to send a request. Its result is the item that the decision made. */
export const NOT_SENT = failureOf('declined', 'Nothing was sent');

/** The execution was stopped, or the run ended, before the request was sent. */
export const CANCELLED = failureOf('cancelled', 'The execution was stopped');

/** What a failure says, as sentences. */
export function reasonOf({ title, messages }: Failure): string {
	return inSentences(title, ...messages.map(({ text }) => text));
}

function uncapitalized(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The execution was stopped while waiting for the response. */
export function cancelledWaiting(creation?: Creation): Failure {
	if (!creation) return CANCELLED;
	// n8n shows it as stopped, whatever its outcome.
	const { title, advice = '' } = outcomeUnknown(CANCELLED, creation);
	return { ...CANCELLED, advice: `${title}. ${advice}`, uncertain: true };
}

/** An earlier attempt at the same item has an unknown outcome, and nothing was sent this time. */
export function stillUnknown(creation: Creation): Failure {
	const title = 'Nothing was sent because the outcome of an earlier attempt is unknown';
	return failureOf('noResponse', title, { advice: checkFirst(creation), uncertain: true });
}

/** Another execution has just sent the same, with an unknown outcome, and nothing was sent this time. */
export function unknownElsewhere(creation: Creation): Failure {
	return {
		...stillUnknown(creation),
		title: `Nothing was sent because another execution has just sent the request for ${creation.label}, and its outcome is unknown`,
	};
}

/**
 * A list has an entry that an earlier attempt may have created. Nothing was sent.
 *
 * @param entry the entry, and why it may be the one
 */
export function mayBeCreated(entry: string, creation: Creation): Failure {
	return {
		...stillUnknown(creation),
		title: `Nothing was sent because an earlier attempt may have sent the request for ${creation.label}`,
		messages: [{ text: entry }],
	};
}

/**
 * An earlier attempt may have created it, but the node couldn't check that. Nothing was sent.
 *
 * @param reason why the check failed
 */
export function couldNotLook(reason: Failure, creation: Creation): Failure {
	if (reason.kind === 'cancelled' || reason.kind === 'unauthorized') return reason;
	return {
		...stillUnknown(creation),
		// A rejected look says nothing about the request.
		kind: reason.kind === 'rejected' ? 'noResponse' : reason.kind,
		title: `Nothing was sent because the node couldn't check the outcome of an earlier request for ${creation.label}`,
		messages: [{ text: reasonOf(reason) }],
		advice: `Retry later, or ${uncapitalized(checkFirst(creation))}`,
	};
}
