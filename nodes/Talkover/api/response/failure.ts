import type { ApiMessage, ErrorBody } from './errorBody';
import { onOneLine, parseErrorBody, webPage } from './errorBody';
import { cut } from '../../base/bounds';
import { isRecord, isSet } from '../../base/json';
import { comparableId, idOf } from '../content/identity';
import { defined } from '../../base/collections/defined';
import { inSentences } from '../../base/text/sentences';
import { nextStepFor } from './nextSteps';
import type { Creation } from '../request';
import type { Failure, Said, Unknown } from './reply';
import { meaningOf, wasStopped } from './reply';

/** Characters of a response that an error shows. */
const SHOWN = 200;

interface Wording {
	readonly title: string;
	readonly advice?: string;
}

export const TRY_LATER = 'Run it again in a few minutes';

/** A failure after which it isn't known what happened. The headline says first what may have been created. */
export function unknownOf(why: Unknown['why'], said: Said, creation?: Creation): Unknown {
	const { title, status, messages } = said;
	if (!creation) return { ...said, did: 'unknown', why };
	const { key, label, where } = creation;
	const [what] = key;
	const done = what === 'call' ? `${label} may have been made` : `${label} may have gone through`;
	const mayBe = what === 'call' ? done : `the request for ${done}`;
	const isSaid = status !== undefined || messages.length > 0;
	return {
		...said,
		...{ did: 'unknown', why, creation },
		title: `Outcome unknown: ${mayBe}${status === undefined ? '' : ` (HTTP ${status})`}`,
		messages: isSaid ? messages : [{ text: title }],
		advice: `Check ${where} in Talkover before you run it again`,
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
			'Paste a current API token of your Talkover environment into the Talkover API credential, and save the credential to test it',
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
const NO_REASON: Pick<Said, 'advice'> = {
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
	const meaning = meaningOf(status);
	const usual = ofPlan ? PLAN_WORDING : (WORDING[status] ?? otherWording(status));
	const nextStep = meaning === 'undecided' ? undefined : nextStepFor(code);
	const about: Said = defined({
		ok: false,
		status,
		code,
		...said,
		body: isRecord(body) ? body : undefined,
		...(said.messages.length === 0 ? NO_REASON : {}),
		...usual,
		...(nextStep === undefined ? {} : { advice: nextStep }),
		title: `${usual.title} (HTTP ${status})`,
	});
	if (meaning === 'undecided') return unknownOf('server', about, creation);
	if (creation && showsCreated(body)) return unknownOf('contradiction', about, creation);
	if (meaning === 'rateLimited') return { ...about, did: 'nothing', why: meaning };
	return status < 400 ? redirected(about, creation) : { ...about, did: 'refused', why: meaning };
}

/** Whether a rejection shows what it should have rejected. */
function showsCreated(body: unknown): boolean {
	if (!isRecord(body)) return false;
	const hasError = [body.error, body.errors, body.message, body.code].some(isSet);
	const isThing = (thing: Record<string, unknown>) =>
		comparableId(idOf(thing, 'call')) !== undefined;
	const isInData = isRecord(body.data) && isThing(body.data);
	return body.success === true || isInData || (!hasError && isThing(body));
}

/** A server may also redirect to something that it has just created. */
function redirected(about: Said, creation: Creation | undefined): Failure {
	if (!creation) return { ...about, did: 'refused', why: 'other', advice: REDIRECTED };
	const unknown = unknownOf('contradiction', about, creation);
	return { ...unknown, advice: inSentences(REDIRECTED, unknown.advice) };
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

const REDIRECTED = 'Enter the new address as the Base URL of the Talkover API credential';

function otherWording(status: number): Wording {
	if (status < 400) {
		return { title: 'The Base URL redirects to another address', advice: REDIRECTED };
	}
	if (meaningOf(status) !== 'undecided') {
		return {
			title: REJECTED,
			advice:
				'Check the Base URL of the Talkover API credential and the parameters of this node, then run the node again',
		};
	}
	return { title: "Talkover couldn't complete the request", advice: TRY_LATER };
}

/** A failure without messages of Talkover's. */
export function said(title: string, more: Partial<Said> = {}): Said {
	return { ok: false, title, messages: [], ...more };
}

/**
 * The failure of a request after others of its item that were carried out.
 *
 * @param cutShort the title if it wasn't sent because the run had ended
 */
export function afterOthers(failure: Failure, cutShort: string): Failure {
	const title = wasStopped(failure) ? cutShort : failure.title;
	return { ...failure, title, isPartial: true };
}

/** A failure that the node itself decides on, without an HTTP status. */
export function localFailure(title: string, advice?: string): Failure {
	return { ...said(title, defined({ advice })), did: 'nothing', why: 'declined' };
}

/**
 * A response with a success status whose body reports an error, e.g. `success: false`.
 *
 * @param creation what may have been created after all, because the status means success
 */
export function failureFromRejection(status: number, body: unknown, creation?: Creation): Failure {
	const { code, ...messages } = parseErrorBody(body);
	const about: Said = defined({
		ok: false,
		status,
		code,
		title: `${REJECTED} (HTTP ${status})`,
		...messages,
		body: isRecord(body) ? body : undefined,
		...(messages.messages.length === 0 ? NO_REASON : {}),
	});
	return creation
		? unknownOf('contradiction', about, creation)
		: { ...about, did: 'refused', why: 'denied' };
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
	const about = said(title, {
		status,
		messages: [{ text: reason }],
		advice: 'Check the Base URL of the Talkover API credential',
	});
	return unknownOf('unreadable', about, creation);
}

/** A list goes on for so long that what isn't read of it may be what is looked for. */
export function listTooLong(entries: number): Failure {
	const title = `Talkover's list didn't end after ${entries.toLocaleString('en')} entries`;
	const advice =
		'Delete entries that you no longer need in Talkover, or check the Base URL of the Talkover API credential';
	return unknownOf('unreadable', said(title, { advice }));
}

/** Talkover has rejected every request with a 429 for so long that waiting longer is pointless. */
export function keptRejecting(): Failure {
	const title = 'Talkover kept rejecting all requests because of its rate limit (HTTP 429)';
	const advice =
		'Check in Talkover whether a quota of the account is used up, then run the node again later';
	return { ...said(title, { status: 429, advice }), did: 'nothing', why: 'rateLimited' };
}

const STOPPED = said('The execution was stopped');

/** The execution was stopped, or the run ended, before the request was sent. */
export const CANCELLED: Failure = { ...STOPPED, did: 'nothing', why: 'cancelled' };

/** What a failure says, as sentences. */
export function reasonOf({ title, messages }: Failure): string {
	return messages.reduce((reason, { text }) => inSentences(reason, text), title);
}

/** Why something can't be read, as a sentence without final period; undefined if it may be read later. */
export function whyNever(failure: Failure): string | undefined {
	const { did, why } = failure;
	const isLasting = (did === 'refused' && why !== 'unauthorized') || why === 'unreadable';
	return isLasting ? reasonOf(failure).replace(/\.$/, '') : undefined;
}

function uncapitalized(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The execution was stopped while waiting for the response. */
export function cancelledWaiting(creation?: Creation): Failure {
	const unknown = unknownOf('cancelled', STOPPED, creation);
	if (!creation) return unknown;
	// n8n shows it as stopped, whatever its outcome.
	const advice = inSentences(unknown.title, unknown.advice);
	return { ...unknown, ...STOPPED, advice };
}

/** An earlier attempt at the same item has an unknown outcome, and nothing was sent this time. */
export function stillUnknown(creation: Creation): Unknown {
	const title = 'Nothing was sent because the outcome of an earlier attempt is unknown';
	const about = said(title, { advice: checkFirst(creation) });
	return { ...about, did: 'unknown', why: 'noResponse', creation };
}

/** Another execution has sent the same, with an unknown outcome, and nothing was sent this time. */
export function unknownElsewhere(creation: Creation): Failure {
	return {
		...stillUnknown(creation),
		title: `Nothing was sent because another execution has sent the request for ${creation.label}, and its outcome is unknown`,
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
	if (wasStopped(reason) || reason.why === 'unauthorized') return reason;
	return {
		...stillUnknown(creation),
		// A rejected look says nothing about the request.
		why: reason.did === 'unknown' ? reason.why : 'noResponse',
		title: `Nothing was sent because the node couldn't check the outcome of an earlier request for ${creation.label}`,
		messages: [{ text: reasonOf(reason) }],
		advice: `Retry later, or ${uncapitalized(checkFirst(creation))}`,
	};
}
