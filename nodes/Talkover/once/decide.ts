import type { Fact } from '../account/book';
import { keyOfId } from '../api/content/identity';
import type { Certainty } from '../base/certainty';
import { certaintyOf } from '../base/certainty';
import { doneWith } from '../api/response/answer';
import { stillUnknown, unknownElsewhere } from '../api/response/failure';
import type { Done, Failure, Reply } from '../api/response/reply';
import { wasStopped } from '../api/response/reply';
import type { ApiRequest, Creation } from '../api/request';
import type { Decision, Maker, Once, Reuse } from '../operation/creation/once';
import type { Entry, SentRequest, StoredAnswer } from './journal';

/** How long a creation counts as recent after it takes effect, in milliseconds: nobody is called twice within a minute. */
const RECENT_MS = 60_000;

/** What an item wants to happen at most once. */
export interface Intent {
	/** A hash of what is created, for the executions of the process. */
	readonly key: string;
	readonly request: ApiRequest;
	readonly creation: Creation;
	/** Whether a list shows what was created. */
	readonly isListed: boolean;
	/** With it, two items with the same key are one wish. */
	readonly once: Once | undefined;
	/** The IDs of its execution and of those that it repeats. */
	readonly executions: readonly string[];
	/** Whether an AI agent wants it, which may repeat what it did in the same execution. */
	readonly byTool: boolean;
	/** Whether to send the request although its outcome is unknown. */
	readonly resendUnknown: boolean;
	/** Whether attempts may have created something of which no record is left. */
	readonly hasLostPeriods: boolean;
}

/** What is known when a decision is made. */
export interface Known {
	/** What the item did, from the journal. */
	readonly own: Entry | undefined;
	/** What other items of the run did under the same key, from the journal. */
	readonly others: readonly Entry[];
	/** What the process knows of the same creation and contact. */
	readonly facts: readonly Fact[];
	/** What a look at Talkover's list has found of what an attempt sent; undefined before it. */
	readonly found: { readonly reply: Reply | undefined } | undefined;
	/** What the list has shown of what another execution may have created; undefined before it's read for that. */
	readonly searched: Pick<Fact, 'trace'> | undefined;
	/** How the item's request ended in this attempt. */
	readonly lastFailure: Failure | undefined;
	/** In milliseconds since 1970. */
	readonly now: number;
}

/** What an item does next. */
export type NextStep =
	| Decision
	/**
	 * Looks for what an earlier attempt sent, or for what an attempt created of which no record is left. `of` if it was another
	 * execution's.
	 */
	| { readonly do: 'find'; readonly sent: SentRequest | undefined; readonly of?: Fact }
	| Reuse;

/**
 * What to do with a request that creates something. Asks and waits for nothing.
 *
 * | Can't tell | Then |
 * |---|---|
 * | whether the item's request was carried out | nothing is sent, unless the user wants it |
 * | whether another item or execution has created it | nothing is sent, unless the user wants it |
 * | whether an element of a list is the item's own | it isn't |
 */
export function decide(intent: Intent, known: Known): NextStep {
	for (const step of STEPS) {
		const next = step(intent, known);
		if (next) return next;
	}
	return byRules(intent, known);
}

type Step = (intent: Intent, known: Known) => NextStep | undefined;

/** The first that knows what to do decides. */
const STEPS: readonly Step[] = [
	ifRecorded,
	ifSent,
	ifNeverRecorded,
	ifMadeElsewhere,
	ifMadeForOtherItem,
];

/** What the item has done is done. */
function ifRecorded({ request }: Intent, { own }: Known): NextStep | undefined {
	const output = own && 'output' in own ? own.output : undefined;
	if (output) return { do: 'skip', items: output, isFinal: false };
	return own?.is === 'placed' ? { do: 'reuse', reply: replyOf(request, own.answer) } : undefined;
}

/** What was sent without a usable response is looked for, and not sent again unless the user wants it. */
function ifSent(intent: Intent, known: Known): NextStep | undefined {
	const { own, found, lastFailure } = known;
	if (own?.is === 'sending' && mayFind(intent, known)) return { do: 'find', sent: own.sent };
	if (found?.reply?.ok) return { do: 'reuse', reply: found.reply };
	if (lastFailure) return fail(lastFailure);
	return own && !intent.resendUnknown ? fail(stillUnknown(intent.creation)) : undefined;
}

/** Another item may have created it, or an attempt of which no record is left. */
function ifNeverRecorded(intent: Intent, known: Known): NextStep | undefined {
	const { creation, hasLostPeriods, once, resendUnknown } = intent;
	if (known.own) return undefined;
	const mayExist = once !== undefined && known.others.some(mayHaveCreated);
	if (mayExist) return fail(stillUnknown(creation));
	if (hasLostPeriods && mayFind(intent, known)) return { do: 'find', sent: undefined };
	const reply = known.found?.reply;
	return reply && !reply.ok && !resendUnknown ? fail(reply) : undefined;
}

function mayFind({ isListed }: Intent, { found, lastFailure }: Known): boolean {
	return isListed && !found && !(lastFailure && wasStopped(lastFailure));
}

/** Another execution has just created it, or has created what takes effect later. */
function ifMadeElsewhere(intent: Intent, known: Known): NextStep | undefined {
	const recent = recentOf(intent, known);
	if (!recent) return undefined;
	const isLater = recent.dueAt > known.now || recent.inCampaign === true;
	const by = isLater ? 'later' : 'execution';
	// An execution may create it again itself, such as in a loop, once the first one has taken effect.
	const mayRepeat = isOwn(intent, recent) && by === 'execution' && !intent.byTool;
	return mayRepeat ? undefined : duplicateOf(intent, recent.trace, by);
}

/** Another item of the run has created it, or found that it exists. */
function ifMadeForOtherItem(intent: Intent, { others }: Known): NextStep | undefined {
	const { request } = intent;
	const [made] = others.flatMap((entry) =>
		entry.is === 'placed' ? replyOf(request, entry.answer) : [],
	);
	const [existing] = others.flatMap((entry) => (entry.is === 'settled' ? entry.output : []));
	return duplicateOf(intent, made?.thing, 'item') ?? duplicateOf(intent, existing, 'before');
}

/** What the rules say, unless another request under the same key has an unknown outcome. */
function byRules(intent: Intent, known: Known): NextStep {
	const { creation, once, request, resendUnknown } = intent;
	const recent = recentOf(intent, known);
	// What was just found may be older than what counts as recent, and an earlier look may not have shown it yet.
	const justCreated = recent?.trace ?? known.searched?.trace;
	const ruled = once?.decide?.(request, known.facts, justCreated);
	const decision = ruled ?? ({ do: 'send', request } as const);
	if (decision.do !== 'send' || resendUnknown || !recent || recent.trace) return decision;
	if (intent.isListed && !known.searched) {
		return { do: 'find', sent: { at: recent.at }, of: recent };
	}
	return fail(isOwn(intent, recent) ? stillUnknown(creation) : unknownElsewhere(creation));
}

/** The last fact about the same creation, if it prevents another one; undefined if it may be created several times. */
function recentOf({ key, once }: Intent, { facts, now }: Known): Fact | undefined {
	if (!once || once.mayRepeat === true) return undefined;
	return lastRecent(facts, { key, now, ...once.about });
}

function isOwn({ executions }: Intent, { execution }: Fact): boolean {
	return executions.includes(execution);
}

function duplicateOf({ once }: Intent, thing: Fact['trace'], by: Maker): Decision | undefined {
	const items = thing && once?.duplicate?.(thing, by);
	return items && { do: 'skip', items, isFinal: true };
}

/** Of the facts about a creation, the one that takes effect last or has just done so; otherwise one that may have been created. */
function lastRecent(
	facts: readonly Fact[],
	about: Pick<Fact, 'agentId' | 'contact' | 'key'> & { readonly now: number },
): Fact | undefined {
	const real = facts.filter(({ isTest }) => isTest !== true);
	const [last] = real
		.filter((fact) => fact.is === 'placed' && isSame(fact, about) !== 'no')
		.filter(({ dueAt }) => about.now < dueAt + RECENT_MS)
		.sort((a, b) => b.dueAt - a.dueAt);
	// An outcome that stays unknown holds a contact back for a day, which a call of an unknown agent must not do.
	const mayExist = real.filter((fact) => fact.is !== 'placed' && isSame(fact, about) === 'yes');
	return last ?? mayExist.findLast(({ isOver }) => isOver !== true);
}

/** Whether a fact is about the same creation, or about another call of the same agent to the contact, such as for a campaign. */
function isSame(
	fact: Fact,
	{ key, contact, agentId }: Pick<Fact, 'agentId' | 'contact' | 'key'>,
): Certainty {
	if (fact.key === key) return 'yes';
	if (contact === undefined || fact.contact !== contact) return 'no';
	// Whose call is wanted is known when it's made. A call for a campaign that can't be read is made by Talkover, later.
	if (agentId === undefined) return 'no';
	if (fact.agentId === undefined) return 'unknown';
	return certaintyOf(keyOfId(fact.agentId) === keyOfId(agentId));
}

function mayHaveCreated({ is }: Entry): boolean {
	return is === 'sending' || is === 'unreadable';
}

function replyOf(request: ApiRequest, { body, status }: StoredAnswer): Done {
	return doneWith(request, structuredClone(body), status);
}

function fail(failure: Failure): Decision {
	return { do: 'fail', failure };
}
